#ifndef FETTLE_MODEL_ATTACHMENT_H
#define FETTLE_MODEL_ATTACHMENT_H

#include "fettle/model/media.h"

/* What a file is to the job that it belongs to. */
enum ftl_attachment_kind {
	FTL_ATTACHMENT_RECEIPT,
	FTL_ATTACHMENT_PHOTO,
	FTL_ATTACHMENT_REPORT,  /* of a test */
	FTL_ATTACHMENT_INVOICE, /* a supplier's, of a part */
	FTL_ATTACHMENT_SIGNATURE,
	FTL_ATTACHMENT_OTHER,
	FTL_ATTACHMENT_KINDS
};
extern const char *const ftl_attachment_kind_names[FTL_ATTACHMENT_KINDS];

/* Whether a file of this sort can be that: a photo is a picture, a receipt is no archive. */
bool ftl_attachment_may_be(enum ftl_attachment_kind kind, enum ftl_media media);
/* For messages: what it can be. */
const char *ftl_attachment_expects(enum ftl_attachment_kind kind);

/* The last component of a path, by the slashes of either world: what a file is called. */
const char *ftl_attachment_name(const char *path);

#endif
