#include "fettle/model/stock.h"

#include <stdlib.h>

#include "fettle/base/money.h"

#define BIT(account) (1u << (account))
#define SUPPLIER     BIT(FTL_ACC_SUPPLIER)
#define SHELF        BIT(FTL_ACC_SHELF)
#define RESERVED     BIT(FTL_ACC_RESERVED)
#define VENDOR       BIT(FTL_ACC_VENDOR)
#define JOB          BIT(FTL_ACC_JOB)
#define CUSTOMER     BIT(FTL_ACC_CUSTOMER)
#define RETURNS      BIT(FTL_ACC_RETURNS)
#define SCRAP        BIT(FTL_ACC_SCRAP)
#define ADJUSTMENT   BIT(FTL_ACC_ADJUSTMENT)
#define ANY          (BIT(FTL_ACCOUNTS) - 1)

static const struct {
	bool is_stock, has_place, has_line, is_bounded;
	const char *title, *standing;
} accounts[FTL_ACCOUNTS] = {
        [FTL_ACC_SUPPLIER] = {false, false, false, false, "supplier", "with its supplier"},
        [FTL_ACC_SHELF] = {true, true, false, true, "shelf", "on a shelf"},
        [FTL_ACC_RESERVED] = {true, true, true, true, "reserved", "reserved"},
        [FTL_ACC_VENDOR] = {true, true, false, true, "outside repairer", "at an outside repairer"},
        [FTL_ACC_JOB] = {false, false, true, true, "on a job", "on a job"},
        [FTL_ACC_CUSTOMER] = {false, false, true, true, "gone out with a job",
                              "gone out with a job"},
        [FTL_ACC_RETURNS] = {false, false, false, true, "to be sent back", "to be sent back"},
        [FTL_ACC_SCRAP] = {false, false, false, true, "scrap", "scrapped"},
        [FTL_ACC_ADJUSTMENT] = {false, false, false, false, "adjustment", "missing since a count"},
};

const char *const ftl_account_names[FTL_ACCOUNTS] = {
        [FTL_ACC_SUPPLIER] = "supplier",
        [FTL_ACC_SHELF] = "shelf",
        [FTL_ACC_RESERVED] = "reserved",
        [FTL_ACC_VENDOR] = "vendor",
        [FTL_ACC_JOB] = "job",
        [FTL_ACC_CUSTOMER] = "customer",
        [FTL_ACC_RETURNS] = "returns",
        [FTL_ACC_SCRAP] = "scrap",
        [FTL_ACC_ADJUSTMENT] = "adjustment",
};

const char *const ftl_move_names[FTL_MOVES] = {
        [FTL_MOVE_OPEN] = "open",           [FTL_MOVE_RECEIVE] = "receive",
        [FTL_MOVE_TRANSFER] = "transfer",   [FTL_MOVE_RESERVE] = "reserve",
        [FTL_MOVE_RELEASE] = "release",     [FTL_MOVE_ISSUE] = "issue",
        [FTL_MOVE_GIVE_BACK] = "give_back", [FTL_MOVE_USE] = "use",
        [FTL_MOVE_DEAD] = "dead",           [FTL_MOVE_WRONG] = "wrong",
        [FTL_MOVE_DAMAGE] = "damage",       [FTL_MOVE_SCRAP] = "scrap",
        [FTL_MOVE_SEND_BACK] = "send_back", [FTL_MOVE_REFUSED] = "refused",
        [FTL_MOVE_COUNT] = "count",         [FTL_MOVE_VALUE] = "value",
        [FTL_MOVE_REVERSE] = "reverse",
};

/* Which accounts a kind goes from and to. */
static const struct {
	unsigned from, to;
	const char *title;
} kinds[FTL_MOVES] = {
        [FTL_MOVE_OPEN] = {ADJUSTMENT, SHELF | VENDOR, "opening stock"},
        [FTL_MOVE_RECEIVE] = {SUPPLIER, SHELF | VENDOR, "received"},
        [FTL_MOVE_TRANSFER] = {SHELF | VENDOR, SHELF | VENDOR, "moved"},
        [FTL_MOVE_RESERVE] = {SHELF, RESERVED, "reserved"},
        [FTL_MOVE_RELEASE] = {RESERVED, SHELF, "released"},
        [FTL_MOVE_ISSUE] = {SHELF | RESERVED, JOB, "issued"},
        [FTL_MOVE_GIVE_BACK] = {JOB, SHELF, "given back unused"},
        [FTL_MOVE_USE] = {JOB, CUSTOMER, "gone out with the job"},
        [FTL_MOVE_DEAD] = {JOB, RETURNS, "dead on arrival"},
        [FTL_MOVE_WRONG] = {JOB, SHELF | RETURNS, "the wrong part"},
        [FTL_MOVE_DAMAGE] = {JOB, SCRAP, "broken by us"},
        [FTL_MOVE_SCRAP] = {SHELF | VENDOR | RETURNS, SCRAP, "scrapped"},
        [FTL_MOVE_SEND_BACK] = {SHELF | RETURNS, SUPPLIER, "sent back"},
        [FTL_MOVE_REFUSED] = {SUPPLIER, SHELF | SCRAP, "came back, refused"},
        [FTL_MOVE_COUNT] = {SHELF | VENDOR | ADJUSTMENT, SHELF | VENDOR | ADJUSTMENT, "counted"},
        [FTL_MOVE_VALUE] = {SHELF | ADJUSTMENT | SUPPLIER, SHELF | ADJUSTMENT | SUPPLIER,
                            "difference of cost"},
        [FTL_MOVE_REVERSE] = {ANY, ANY, "taken back"},
};

const char *ftl_account_title(enum ftl_account account)
{
	return accounts[account].title;
}

const char *ftl_account_standing(enum ftl_account account)
{
	return accounts[account].standing;
}

bool ftl_account_is_stock(enum ftl_account account)
{
	return accounts[account].is_stock;
}

bool ftl_account_has_place(enum ftl_account account)
{
	return accounts[account].has_place;
}

bool ftl_account_has_line(enum ftl_account account)
{
	return accounts[account].has_line;
}

bool ftl_account_is_bounded(enum ftl_account account)
{
	return accounts[account].is_bounded;
}

const char *ftl_move_title(enum ftl_move_kind kind)
{
	return kinds[kind].title;
}

/* Value alone is of all stock, whatever the place. */
static bool is_whole(const struct ftl_stock_move *move, const struct ftl_stock_end *end)
{
	bool has_place = accounts[end->account].has_place && move->kind != FTL_MOVE_VALUE;

	return has_place == (end->place_id != 0) &&
	       accounts[end->account].has_line == (end->line_id != 0);
}

enum ftl_status ftl_stock_move_check(const struct ftl_stock_move *move, struct ftl_err *err)
{
	bool is_value = move->kind == FTL_MOVE_VALUE;

	if ((kinds[move->kind].from & BIT(move->from.account)) != 0 &&
	    (kinds[move->kind].to & BIT(move->to.account)) != 0 && is_whole(move, &move->from) &&
	    is_whole(move, &move->to) && is_value == (move->quantity_milli == 0) &&
	    (move->reverses_id != 0) == (move->kind == FTL_MOVE_REVERSE))
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, NULL, "a move '%s' goes from %s to %s",
	                ftl_move_names[move->kind], ftl_account_names[move->from.account],
	                ftl_account_names[move->to.account]);
}

static bool is_within(const struct ftl_stock_move *move)
{
	return ftl_account_is_stock(move->from.account) == ftl_account_is_stock(move->to.account) &&
	       ftl_account_is_stock(move->from.account);
}

/* What a quantity out of a sum takes along; beyond the sum each unit costs unit_cents. */
static bool take_share(const struct ftl_stock_sum *sum, int64_t quantity, int64_t unit_cents,
                       int64_t *ret)
{
	int64_t share = 0, beyond = 0;
	int64_t covered = quantity;

	if (covered > sum->quantity_milli)
		covered = sum->quantity_milli > 0 ? sum->quantity_milli : 0;
	return (covered == 0 ||
	        ftl_money_share(sum->value_cents, covered, sum->quantity_milli, &share)) &&
	       ftl_money_share(unit_cents, quantity - covered, 1000, &beyond) &&
	       ftl_money_add(share, beyond, ret);
}

bool ftl_stock_value(const struct ftl_stock_move *move, const struct ftl_stock_sum *stock,
                     const struct ftl_stock_sum *from, struct ftl_opt given_cents,
                     int64_t unit_cents, int64_t *ret)
{
	*ret = 0;
	if (is_within(move))
		return true;
	/* What was thrown away by mistake: of scrap nothing else ever leaves. */
	if (move->from.account == FTL_ACC_SCRAP && given_cents.has) {
		*ret = given_cents.value;
		return true;
	}
	if (ftl_account_is_bounded(move->from.account) && !ftl_account_is_stock(move->from.account))
		return take_share(from, move->quantity_milli, unit_cents, ret);
	if (given_cents.has) {
		*ret = given_cents.value;
		return true;
	}
	if (ftl_account_is_stock(move->from.account))
		return take_share(stock, move->quantity_milli, unit_cents, ret);
	if (stock->quantity_milli <= 0)
		return ftl_money_share(unit_cents, move->quantity_milli, 1000, ret);
	return ftl_money_share(stock->value_cents, move->quantity_milli, stock->quantity_milli,
	                       ret);
}

/* What comes in while less than nothing is there covers first what was used too early, at what that
 * was booked at: the rest of the cost is the difference. */
static bool cover(const struct ftl_stock_sum *before, int64_t quantity, int64_t value, int64_t *ret)
{
	int64_t short_milli = -before->quantity_milli;
	int64_t covered = quantity < short_milli ? quantity : short_milli;
	int64_t booked, paid;

	if (!ftl_money_share(-before->value_cents, covered, short_milli, &booked) ||
	    !ftl_money_share(value, covered, quantity, &paid))
		return false;
	*ret = paid - booked;
	return true;
}

bool ftl_stock_settle(const struct ftl_stock_move *move, struct ftl_stock_sum *stock,
                      int64_t *ret_difference)
{
	struct ftl_stock_sum after = *stock;
	int64_t difference = 0;

	*ret_difference = 0;
	if (is_within(move))
		return true;
	if (ftl_account_is_stock(move->to.account)) {
		if (stock->quantity_milli < 0 && move->quantity_milli > 0 &&
		    !cover(stock, move->quantity_milli, move->value_cents, &difference))
			return false;
		after.quantity_milli += move->quantity_milli;
		after.value_cents += move->value_cents - difference;
	} else if (ftl_account_is_stock(move->from.account)) {
		after.quantity_milli -= move->quantity_milli;
		after.value_cents -= move->value_cents;
	}
	if (llabs(after.quantity_milli) > FTL_STOCK_MOST ||
	    llabs(after.value_cents) > FTL_MONEY_MAX)
		return false;
	if (after.quantity_milli == 0 || (after.quantity_milli > 0) == (after.value_cents < 0)) {
		difference += after.value_cents;
		after.value_cents = 0;
	}
	*stock = after;
	*ret_difference = difference;
	return true;
}

bool ftl_stock_is_difference(const struct ftl_stock_move *move)
{
	return move->kind == FTL_MOVE_VALUE && move->from.account != FTL_ACC_SUPPLIER &&
	       move->to.account != FTL_ACC_SUPPLIER;
}

const char *const ftl_part_state_names[FTL_PART_STATES] = {
        [FTL_PART_NEEDED] = "needed",     [FTL_PART_ORDERED] = "ordered",
        [FTL_PART_RESERVED] = "reserved", [FTL_PART_ISSUED] = "issued",
        [FTL_PART_USED] = "used",
};

const char *ftl_part_state_title(enum ftl_part_state state)
{
	return ftl_part_state_names[state];
}

int64_t ftl_part_missing(const struct ftl_part_progress *progress)
{
	int64_t found = progress->reserved_milli + progress->on_job_milli + progress->used_milli;

	return progress->needed_milli > found ? progress->needed_milli - found : 0;
}

enum ftl_part_state ftl_part_state_of(const struct ftl_part_progress *progress)
{
	int64_t out = progress->on_job_milli + progress->used_milli;

	if (progress->used_milli >= progress->needed_milli)
		return FTL_PART_USED;
	if (out >= progress->needed_milli)
		return FTL_PART_ISSUED;
	if (ftl_part_missing(progress) == 0)
		return FTL_PART_RESERVED;
	return progress->ordered_milli >= ftl_part_missing(progress) ? FTL_PART_ORDERED
	                                                             : FTL_PART_NEEDED;
}
