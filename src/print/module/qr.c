#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "fettle/base/text.h"
#include "print/module/painter.h"

static void free_code(QRcode **code)
{
	QRcode_free(*code);
}
#define QR_CODE(var) QRcode *var FTL_CLEANUP(free_code) = NULL

static void take(const QRcode *code, struct ftl_qr *ret)
{
	ret->size = code->width;
	for (int i = 0; i < code->width * code->width; i++)
		ret->modules[i] = code->data[i] & 1;
}

enum ftl_status ftl_paint_qr(const char *text, struct ftl_qr *ret, struct ftl_err *err)
{
	static const QRecLevel higher[] = {QR_ECLEVEL_H, QR_ECLEVEL_Q};
	char quoted[FTL_QUOTE_SIZE];
	QR_CODE(code);

	/* Case counts in addresses; capitals and digits are put into the compact mode by itself. */
	code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (code == NULL)
		return ftl_fail(err, errno == ERANGE ? FTL_INVALID : FTL_INTERNAL, "short_code",
		                "cannot make a QR code of %s: %s", ftl_quote(quoted, text),
		                errno == ERANGE ? "too long" : strerror(errno));
	for (size_t i = 0; i < FTL_COUNT(higher); i++) {
		QR_CODE(better);
		better = QRcode_encodeString(text, code->version, higher[i], QR_MODE_8, 1);
		if (better != NULL && better->version == code->version) {
			take(better, ret);
			return FTL_OK;
		}
	}
	take(code, ret);
	return FTL_OK;
}
