"""The cells of a workbook as bare_xlsx reads them. usage: cells_of.py WORKBOOK > cells"""
import datetime
import sys

import openpyxl

EPOCH = datetime.datetime(1899, 12, 30)
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True):
    print("S", sheet.title)
    for row in sheet.iter_rows(values_only=True):
        for value in row:
            if value is None:
                print("B")
            elif isinstance(value, (bool, int, float)):
                print("N", float(value))
            elif isinstance(value, datetime.datetime):
                print("N", (value - EPOCH).total_seconds() / 86400)
            elif isinstance(value, datetime.timedelta):
                print("N", value.total_seconds() / 86400)
            else:
                print("T", str(value).replace("\n", " "))
        print("R")
