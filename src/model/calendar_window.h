#ifndef MODEL_CALENDAR_WINDOW_H
#define MODEL_CALENDAR_WINDOW_H

#include "fettle/model/calendar.h"

/* Whether two windows of a week share a second; Monday follows Sunday. */
bool ftl_windows_overlap(const struct ftl_calendar_window *a, const struct ftl_calendar_window *b);

#endif
