#include "cli/command.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/attr.h"
#include "fettle/base/text.h"

#define WORDS_SIZE 96

/* The words with a noun's alias replaced by its name; returns the noun when they are one alone. */
static const struct ftl_noun *resolve_noun(const char *words, char ret[WORDS_SIZE])
{
	size_t first = strcspn(words, " ");

	snprintf(ret, WORDS_SIZE, "%s", words);
	for (size_t i = 0; i < ftl_noun_count; i++) {
		const struct ftl_noun *noun = &ftl_nouns[i];
		bool is_name = strncmp(words, noun->name, first) == 0 && noun->name[first] == '\0';
		bool is_alias = noun->alias != NULL && strncmp(words, noun->alias, first) == 0 &&
		                noun->alias[first] == '\0';
		if (!is_name && !is_alias)
			continue;
		snprintf(ret, WORDS_SIZE, "%s%s", noun->name, words + first);
		return words[first] == '\0' ? noun : NULL;
	}
	return NULL;
}

static bool has_path(const struct ftl_command *command, const char *words)
{
	if (strcmp(command->path, words) == 0)
		return true;
	for (const char *const *alias = command->aliases; alias != NULL && *alias != NULL;
	     alias++) {
		if (strcmp(*alias, words) == 0)
			return true;
	}
	return false;
}

/* True when path goes on after the words. */
static bool goes_on(const char *path, const char *words)
{
	size_t length = strlen(words);

	return strncmp(path, words, length) == 0 && path[length] == ' ';
}

struct ftl_command_match ftl_command_find(const char *words)
{
	char resolved[WORDS_SIZE];
	struct ftl_command_match match = {NULL, resolve_noun(words, resolved)};

	for (size_t i = 0; i < ftl_command_count && match.command == NULL; i++) {
		if (has_path(ftl_commands[i], resolved))
			match.command = ftl_commands[i];
	}
	if (match.noun != NULL && match.command == NULL && !ftl_command_is_prefix(match.noun->name))
		match.noun = NULL;
	return match;
}

bool ftl_command_is_prefix(const char *words)
{
	char resolved[WORDS_SIZE];

	resolve_noun(words, resolved);
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		if (goes_on(command->path, resolved))
			return true;
		for (const char *const *alias = command->aliases; alias != NULL && *alias != NULL;
		     alias++) {
			if (goes_on(*alias, resolved))
				return true;
		}
	}
	return false;
}

bool ftl_command_is_of_noun(const struct ftl_command *command, const struct ftl_noun *noun)
{
	return goes_on(command->path, noun->name) || strcmp(command->path, noun->name) == 0;
}

/* How far the words are from a path: of several words, each may be wrong by a third. */
static size_t distance(const char *words, const char *path)
{
	size_t edits = ftl_edit_distance(words, path);
	size_t length = strlen(path);

	/* "list order" and "show wo" are often meant the other way round. */
	const char *blank = strchr(words, ' ');
	if (blank != NULL) {
		char turned[WORDS_SIZE];
		snprintf(turned, sizeof(turned), "%s %.*s", blank + 1, (int)(blank - words), words);
		size_t other = ftl_edit_distance(turned, path);
		if (other < edits)
			edits = other;
	}
	/* "list" alone stands for every list, "orders" for the noun's first command. */
	const char *verb = strchr(path, ' ');
	if (verb != NULL && blank == NULL && strcmp(verb + 1, words) == 0)
		edits = 1;
	return edits * 3 <= length || edits <= 1 ? edits : SIZE_MAX;
}

size_t ftl_command_suggest(const char *words, const char **ret, size_t max)
{
	char resolved[WORDS_SIZE];
	size_t distances[8];
	size_t count = 0;

	if (max > FTL_COUNT(distances))
		max = FTL_COUNT(distances);
	resolve_noun(words, resolved);
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		size_t far = distance(resolved, command->path);
		if ((command->flags & FTL_COMMAND_HIDDEN) != 0 || far == SIZE_MAX)
			continue;
		size_t at = count < max ? count : max;
		while (at > 0 && distances[at - 1] > far)
			at--;
		if (at == max)
			continue;
		size_t moved = (count < max ? count : max - 1) - at;
		memmove(&distances[at + 1], &distances[at], moved * sizeof(distances[0]));
		memmove(&ret[at + 1], &ret[at], moved * sizeof(ret[0]));
		distances[at] = far;
		ret[at] = command->path;
		if (count < max)
			count++;
	}
	/* What is clearly further away than the best is noise. */
	while (count > 1 && distances[count - 1] > distances[0] + 1)
		count--;
	return count;
}
