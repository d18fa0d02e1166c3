#ifndef PRINT_TRANSPORT_H
#define PRINT_TRANSPORT_H

#include "fettle/print/printer.h"

#define FTL_HOST_SIZE 256

/* "printer.lan:9100", "[2001:db8::5]" taken apart. */
struct ftl_address {
	char host[FTL_HOST_SIZE];
	int port;
};

/* FTL_INVALID with field "target" unless text is a host name or an address, and maybe a port. */
FTL_MUST_CHECK enum ftl_status ftl_address_parse(const char *text, struct ftl_address *ret,
                                                 struct ftl_err *err);

/* How long to wait, in milliseconds. */
struct ftl_send_limits {
	int connect_ms; /* for each address of the host */
	int stall_ms;   /* without any progress */
};
extern const struct ftl_send_limits ftl_send_limits;

FTL_MUST_CHECK enum ftl_status ftl_send_tcp(const struct ftl_printer *printer, const void *bytes,
                                            size_t length, const struct ftl_send_limits *limits,
                                            struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_send_file(const struct ftl_printer *printer, const void *bytes,
                                             size_t length, const struct ftl_send_limits *limits,
                                             struct ftl_err *err);

/* lp is the absolute path of the program that takes `-d QUEUE -t TITLE [-o raw] --` and stdin. */
FTL_MUST_CHECK enum ftl_status ftl_send_lp(const struct ftl_printer *printer, const char *lp,
                                           const void *bytes, size_t length,
                                           const struct ftl_send_limits *limits,
                                           struct ftl_err *err);

/* Writes all bytes to a file descriptor that does not block; errno says what failed. */
enum ftl_written { FTL_WRITTEN, FTL_WRITE_STALLED, FTL_WRITE_FAILED };
enum ftl_written ftl_write_all(int fd, const void *bytes, size_t length, int stall_ms);

/* Adds how to print again to an error of a printer. Returns err->status. */
enum ftl_status ftl_hint_again(const struct ftl_printer *printer, struct ftl_err *err);

#endif
