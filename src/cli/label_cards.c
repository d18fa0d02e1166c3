#include "cli/cmd_label.h"
#include "cli/scan_card.h"

void ftl_cli_card_labels(struct ftl_cli *cli, const struct ftl_label_piece **ret_pieces,
                         const struct ftl_label_data **ret_labels, size_t *ret_count)
{
	struct ftl_label_piece *pieces = ftl_alloc(&cli->arena, ftl_card_count, sizeof(*pieces));
	struct ftl_label_data *labels = ftl_alloc(&cli->arena, ftl_card_count, sizeof(*labels));

	for (size_t i = 0; i < ftl_card_count; i++) {
		pieces[i].piece.name = ftl_cards[i].word;
		pieces[i].piece.position = (int)i + 1;
		pieces[i].piece_count = (int)ftl_card_count;
		labels[i].code = ftl_cards[i].word;
		labels[i].short_code = ftl_cards[i].code;
		labels[i].device = ftl_cards[i].does;
	}
	*ret_pieces = pieces;
	*ret_labels = labels;
	*ret_count = ftl_card_count;
}
