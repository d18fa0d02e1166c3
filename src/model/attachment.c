#include "fettle/model/attachment.h"

#include "fettle/base/attr.h"

const char *const ftl_attachment_kind_names[FTL_ATTACHMENT_KINDS] = {
        [FTL_ATTACHMENT_RECEIPT] = "receipt",     [FTL_ATTACHMENT_PHOTO] = "photo",
        [FTL_ATTACHMENT_REPORT] = "report",       [FTL_ATTACHMENT_INVOICE] = "invoice",
        [FTL_ATTACHMENT_SIGNATURE] = "signature", [FTL_ATTACHMENT_OTHER] = "other",
};

#define MAY(media) (1u << (media))
#define PICTURES                                                                                   \
	(MAY(FTL_MEDIA_JPEG) | MAY(FTL_MEDIA_PNG) | MAY(FTL_MEDIA_WEBP) | MAY(FTL_MEDIA_HEIC))
#define PAPERS  (PICTURES | MAY(FTL_MEDIA_PDF) | MAY(FTL_MEDIA_TEXT))
#define RECORDS (PAPERS | MAY(FTL_MEDIA_XLSX) | MAY(FTL_MEDIA_ZIP))

static const struct {
	unsigned media;
	const char *expected;
} rules[FTL_ATTACHMENT_KINDS] = {
        [FTL_ATTACHMENT_RECEIPT] = {PAPERS, "a picture, a PDF or plain text"},
        [FTL_ATTACHMENT_PHOTO] = {PICTURES, "a picture"},
        [FTL_ATTACHMENT_REPORT] = {RECORDS, "a picture, a PDF, plain text, a workbook or a ZIP"},
        [FTL_ATTACHMENT_INVOICE] = {PAPERS, "a picture, a PDF or plain text"},
        [FTL_ATTACHMENT_SIGNATURE] = {PICTURES | MAY(FTL_MEDIA_PDF), "a picture or a PDF"},
        [FTL_ATTACHMENT_OTHER] = {RECORDS, "a picture, a PDF, plain text, a workbook or a ZIP"},
};

bool ftl_attachment_may_be(enum ftl_attachment_kind kind, enum ftl_media media)
{
	return (rules[kind].media & MAY(media)) != 0;
}

const char *ftl_attachment_expects(enum ftl_attachment_kind kind)
{
	return rules[kind].expected;
}

const char *ftl_attachment_name(const char *path)
{
	const char *name = path;

	for (const char *at = path; *at != '\0'; at++) {
		if ((*at == '/' || *at == '\\') && at[1] != '\0')
			name = at + 1;
	}
	return name;
}
