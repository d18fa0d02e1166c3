#include "cli/commands.h"

#include "fettle/base/attr.h"

const struct ftl_command *const ftl_commands[] = {
#define X(name) &ftl_command_##name,
        FTL_COMMANDS(X)
#undef X
};
const size_t ftl_command_count = FTL_COUNT(ftl_commands);

/* A noun is shown once it has a command. */
const struct ftl_noun ftl_nouns[] = {
        {"customer", NULL, "people and companies"},
        {"device", NULL, "what they own, with its earlier jobs and owners"},
        {"order", "wo", "work orders, from check-in to hand-over"},
        {"line", NULL, "labour, parts and freight on a work order's bill"},
        {"estimate", NULL, "what a repair will cost, sent and answered"},
        {"part", NULL, "spare parts and stock"},
        {"supplier", NULL, "where parts come from"},
        {"purchase", NULL, "parts on order"},
        {"return", NULL, "parts that go back to suppliers, and what they credit"},
        {"stocktake", NULL, "counting what a place holds, while the shop works on"},
        {"stock", NULL, "what the stock is worth, what lies unused, what was lost"},
        {"coverage", NULL, "who pays, and why"},
        {"term", NULL, "what makers, sellers and insurers give, and for how long"},
        {"payer", NULL, "makers, insurers and others who pay claims"},
        {"claim", NULL, "warranty claims"},
        {"remittance", NULL, "what payers paid, matched to claims"},
        {"staff", NULL, "who works here, and their roles"},
        {"setting", NULL, "how this centre works"},
        {"target", NULL, "within how many hours jobs should be ready"},
        {"provision", NULL, "what is set aside for our own guarantee"},
        {"test-list", NULL, "what is tested before and after a repair"},
        {"calendar", NULL, "opening hours and holidays"},
        {"place", NULL, "shelves, benches, desks and outside repairers, and what lies there"},
        {"loaner", NULL, "what customers are lent while a device of theirs is here"},
        {"category", NULL, "kinds of devices"},
        {"code", NULL, "codes of faults and repairs"},
        {"part-failure", NULL, "parts that failed, and why"},
        {"label-media", NULL, "label sizes"},
        {"printer", NULL, "printers for labels and forms"},
        {"import", NULL, "read data of other programs"},
        {"export", NULL, "give data back"},
};
const size_t ftl_noun_count = FTL_COUNT(ftl_nouns);
