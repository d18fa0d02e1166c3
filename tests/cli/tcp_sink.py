#!/usr/bin/env -S python3 -B
"""A printer on 127.0.0.1 that keeps what it gets.

tcp_sink.py FILE PORTFILE listens on a free port, writes its number to PORTFILE, takes one
connection, and writes what came to FILE when it is closed.
"""
import os
import socket
import sys

with socket.create_server(("127.0.0.1", 0)) as server:
    server.settimeout(60)
    with open(sys.argv[2] + ".new", "w", encoding="ascii") as file:
        file.write(str(server.getsockname()[1]))
    os.rename(sys.argv[2] + ".new", sys.argv[2])
    connection, _ = server.accept()
    with connection, open(sys.argv[1], "wb") as file:
        while data := connection.recv(65536):
            file.write(data)
