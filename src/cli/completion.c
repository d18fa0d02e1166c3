#include "cli/completion.h"

#include <string.h>

#include "cli/command.h"
#include "cli/options.h"

static bool is_visible(const struct ftl_command *command)
{
	return (command->flags & FTL_COMMAND_HIDDEN) == 0;
}

/* One row of a command's options, global ones it takes included; NULL past the end. */
static const struct ftl_option *option_at(const struct ftl_command *command, size_t index)
{
	if (index < command->option_count)
		return &command->options[index];
	size_t at = index - command->option_count;
	for (int i = 0; i < FTL_GLOBALS; i++) {
		if (ftl_global_refusal(command, (enum ftl_global)i) != NULL)
			continue;
		if (at-- == 0)
			return &ftl_global_options[i];
	}
	return NULL;
}

static void add_names(struct ftl_buf *script, const char *const *names, int count)
{
	bool is_first = true;

	for (int i = 0; names != NULL && i < count; i++) {
		if (names[i] == NULL)
			continue;
		ftl_buf_printf(script, "%s%s", is_first ? "" : " ", names[i]);
		is_first = false;
	}
}

/* Text between single quotes of a shell. */
static void add_quoted(struct ftl_buf *script, const char *text, bool is_fish)
{
	ftl_buf_char(script, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			ftl_buf_text(script, is_fish ? "\\'" : "'\\''");
		else if (*text == '\\' && is_fish)
			ftl_buf_text(script, "\\\\");
		else
			ftl_buf_char(script, *text);
	}
	ftl_buf_char(script, '\'');
}

/* The words that may follow a path: `case` lines "''|'order') next='list show' ;;". */
static void add_word_cases(struct ftl_buf *script)
{
	ftl_buf_text(script, "    '') next='");
	for (size_t i = 0; i < ftl_command_count; i++) {
		const char *path = ftl_commands[i]->path;
		size_t length = strcspn(path, " ");
		bool is_new = i == 0 || strncmp(ftl_commands[i - 1]->path, path, length) != 0 ||
		              strcspn(ftl_commands[i - 1]->path, " ") != length;
		if (is_new && is_visible(ftl_commands[i]))
			ftl_buf_printf(script, "%.*s ", (int)length, path);
	}
	ftl_buf_text(script, "' ;;\n");
	for (size_t i = 0; i < ftl_noun_count; i++) {
		const struct ftl_noun *noun = &ftl_nouns[i];
		if (!ftl_command_is_prefix(noun->name))
			continue;
		ftl_buf_printf(script, "    '%s'", noun->name);
		if (noun->alias != NULL)
			ftl_buf_printf(script, "|'%s'", noun->alias);
		ftl_buf_text(script, ") next='");
		size_t length = strlen(noun->name);
		for (size_t j = 0; j < ftl_command_count; j++) {
			const struct ftl_command *command = ftl_commands[j];
			if (is_visible(command) && ftl_command_is_of_noun(command, noun) &&
			    command->path[length] == ' ')
				ftl_buf_printf(script, "%s ", command->path + length + 1);
		}
		ftl_buf_text(script, "' ;;\n");
	}
}

/* A command's path as a pattern of `case`, its noun's alias included: 'order list'|'wo list'. */
static void add_paths(struct ftl_buf *script, const struct ftl_command *command)
{
	ftl_buf_printf(script, "    '%s'", command->path);
	for (size_t i = 0; i < ftl_noun_count; i++) {
		const struct ftl_noun *noun = &ftl_nouns[i];
		if (noun->alias != NULL && ftl_command_is_of_noun(command, noun))
			ftl_buf_printf(script, "|'%s%s'", noun->alias,
			               command->path + strlen(noun->name));
	}
}

/* Options and fixed arguments of each command. */
static void add_command_cases(struct ftl_buf *script)
{
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		const struct ftl_option *row;
		if (!is_visible(command))
			continue;
		add_paths(script, command);
		ftl_buf_text(script, ") flags='");
		for (size_t j = 0; (row = option_at(command, j)) != NULL; j++)
			ftl_buf_printf(script, "--%s ", row->key);
		ftl_buf_text(script, "' fixed='");
		for (size_t j = 0; j < command->argument_count; j++)
			add_names(script, command->arguments[j].names,
			          command->arguments[j].name_count);
		bool takes_file = command->argument_count > 0 && command->arguments[0].is_file;
		ftl_buf_printf(script, "' files=%s ;;\n", takes_file ? "yes" : "");
	}
}

/* What an option's value may be: `case` lines by "path --option". */
static void add_value_cases(struct ftl_buf *script)
{
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		for (size_t j = 0; is_visible(command) && j < command->option_count; j++) {
			const struct ftl_option *row = &command->options[j];
			if (row->type == FTL_OPT_FLAG)
				continue;
			ftl_buf_printf(script, "    '%s --%s') choices='", command->path, row->key);
			add_names(script, row->names, row->name_count);
			ftl_buf_printf(script, "' takes=%s ;;\n",
			               row->type == FTL_OPT_FILE ? "file" : "value");
		}
	}
	for (int i = 0; i < FTL_GLOBALS; i++) {
		const struct ftl_option *row = &ftl_global_options[i];
		if (row->type == FTL_OPT_FLAG)
			continue;
		ftl_buf_printf(script, "    *' --%s') choices='", row->key);
		add_names(script, row->names, row->name_count);
		ftl_buf_printf(script, "' takes=%s ;;\n",
		               row->type == FTL_OPT_FILE ? "file" : "value");
	}
}

/*
 * The part bash and zsh share. It sets next, flags, fixed, files, choices and takes from the
 * words of the command line: $1 is the word before the cursor, the others all before it.
 */
static void add_lookup(struct ftl_buf *script, const char *name)
{
	ftl_buf_printf(script,
	               "%s() {\n"
	               "  local last=$1 at='' word skip=''\n"
	               "  shift\n"
	               "  next='' flags='' fixed='' files='' choices='' takes=''\n"
	               "  for word in \"$@\"; do\n"
	               "    if [[ -n $skip ]]; then skip=''; continue; fi\n"
	               "    case $word in\n"
	               "    --*=*) ;;\n"
	               "    -*) %s_value \"$at\" \"$word\"; [[ -z $takes ]] || skip=yes ;;\n"
	               "    *)\n"
	               "      [[ -n $flags ]] || at=\"$at${at:+ }$word\"\n"
	               "      %s_command \"$at\" ;;\n"
	               "    esac\n"
	               "  done\n"
	               "  choices='' takes=''\n"
	               "  [[ $last != -* || -z $skip ]] || %s_value \"$at\" \"$last\"\n"
	               "  case $at in\n",
	               name, name, name, name);
	add_word_cases(script);
	ftl_buf_printf(script,
	               "    *) next='' ;;\n"
	               "  esac\n"
	               "}\n"
	               "%s_command() {\n"
	               "  case $1 in\n",
	               name);
	add_command_cases(script);
	ftl_buf_printf(script,
	               "  esac\n"
	               "}\n"
	               "%s_value() {\n"
	               "  choices='' takes=''\n"
	               "  case \"$1 $2\" in\n",
	               name);
	add_value_cases(script);
	ftl_buf_text(script, "  esac\n"
	                     "}\n");
}

void ftl_completion_bash(struct ftl_buf *script)
{
	ftl_buf_text(script, "# Completion of fettle for bash, made by: fettle completion bash\n");
	add_lookup(script, "_fettle_look");
	ftl_buf_text(script,
	             "_fettle() {\n"
	             "  local next flags fixed files choices takes\n"
	             "  local current=${COMP_WORDS[COMP_CWORD]}\n"
	             "  _fettle_look \"${COMP_WORDS[COMP_CWORD - 1]}\" "
	             "\"${COMP_WORDS[@]:1:COMP_CWORD - 1}\"\n"
	             "  COMPREPLY=()\n"
	             "  if [[ $takes == file || ( -n $files && $current != -* ) ]]; then\n"
	             "    mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
	             "  elif [[ -n $takes ]]; then\n"
	             "    mapfile -t COMPREPLY < <(compgen -W \"$choices\" -- \"$current\")\n"
	             "  else\n"
	             "    mapfile -t COMPREPLY < <(compgen -W \"$next $fixed $flags\" -- "
	             "\"$current\")\n"
	             "  fi\n"
	             "}\n"
	             "complete -o filenames -F _fettle fettle\n");
}

void ftl_completion_zsh(struct ftl_buf *script)
{
	ftl_buf_text(script, "#compdef fettle\n"
	                     "# Completion of fettle for zsh, made by: fettle completion zsh\n");
	add_lookup(script, "_fettle_look");
	ftl_buf_text(script, "_fettle() {\n"
	                     "  local -a line\n"
	                     "  line=(\"${(@)words[2,CURRENT-1]}\")\n"
	                     "  local before=${words[CURRENT-1]}\n"
	                     "  local next flags fixed files choices takes\n"
	                     "  _fettle_look \"$before\" \"${(@)line}\"\n"
	                     "  if [[ $takes == file || ( -n $files && $PREFIX != -* ) ]]; then\n"
	                     "    _files\n"
	                     "  elif [[ -n $takes ]]; then\n"
	                     "    compadd -- ${=choices}\n"
	                     "  else\n"
	                     "    compadd -- ${=next} ${=fixed} ${=flags}\n"
	                     "  fi\n"
	                     "}\n"
	                     "if [[ $funcstack[1] == _fettle ]]; then _fettle \"$@\"; "
	                     "else compdef _fettle fettle; fi\n");
}

/* A rule for the words so far: exactly these, or these and more. */
static void add_fish_rule(struct ftl_buf *script, const char *test, const char *path)
{
	ftl_buf_printf(script, "complete -c fettle -n \"__fettle_%s '%s'\"", test, path);
}

static void add_fish_option(struct ftl_buf *script, const struct ftl_option *row)
{
	ftl_buf_printf(script, " -l %s", row->key);
	if (row->letter != '\0')
		ftl_buf_printf(script, " -s %c", row->letter);
	if (row->type != FTL_OPT_FLAG)
		ftl_buf_text(script, row->type == FTL_OPT_FILE ? " -r -F" : " -x");
	if (row->names != NULL) {
		ftl_buf_text(script, " -a '");
		add_names(script, row->names, row->name_count);
		ftl_buf_char(script, '\'');
	}
	ftl_buf_text(script, " -d ");
	add_quoted(script, row->help, true);
	ftl_buf_char(script, '\n');
}

static void add_fish_words(struct ftl_buf *script, const struct ftl_command *command)
{
	const char *blank = strchr(command->path, ' ');
	FTL_BUF(before);

	if (blank != NULL)
		ftl_buf_add(&before, command->path, (size_t)(blank - command->path));
	add_fish_rule(script, "is", ftl_buf_cstr(&before));
	ftl_buf_printf(script, " -f -a '%s' -d ", blank != NULL ? blank + 1 : command->path);
	add_quoted(script, command->summary, true);
	ftl_buf_char(script, '\n');
}

void ftl_completion_fish(struct ftl_buf *script)
{
	ftl_buf_text(script,
	             "# Completion of fettle for fish, made by: fettle completion fish\n"
	             "function __fettle_words\n"
	             "  string match -v -- '-*' (commandline -opc)[2..-1] | string join ' '");
	for (size_t i = 0; i < ftl_noun_count; i++) {
		if (ftl_nouns[i].alias != NULL)
			ftl_buf_printf(script, " | string replace -r '^%s( |$)' '%s$1'",
			               ftl_nouns[i].alias, ftl_nouns[i].name);
	}
	ftl_buf_text(script, "\nend\n"
	                     "function __fettle_is\n"
	                     "  set -l words (__fettle_words)\n"
	                     "  test \"$words\" = \"$argv[1]\"\n"
	                     "end\n"
	                     "function __fettle_in\n"
	                     "  set -l words (__fettle_words)\n"
	                     "  test \"$words\" = \"$argv[1]\"\n"
	                     "  or string match -q -- \"$argv[1] *\" \"$words\"\n"
	                     "end\n"
	                     "complete -c fettle -f\n");
	for (size_t i = 0; i < ftl_noun_count; i++) {
		if (!ftl_command_is_prefix(ftl_nouns[i].name))
			continue;
		add_fish_rule(script, "is", "");
		ftl_buf_printf(script, " -a '%s' -d ", ftl_nouns[i].name);
		add_quoted(script, ftl_nouns[i].summary, true);
		ftl_buf_char(script, '\n');
	}
	for (size_t i = 0; i < ftl_command_count; i++) {
		const struct ftl_command *command = ftl_commands[i];
		const struct ftl_option *row;
		if (!is_visible(command))
			continue;
		add_fish_words(script, command);
		for (size_t j = 0; (row = option_at(command, j)) != NULL; j++) {
			add_fish_rule(script, "in", command->path);
			add_fish_option(script, row);
		}
		for (size_t j = 0; j < command->argument_count; j++) {
			const struct ftl_argument *argument = &command->arguments[j];
			if (!argument->is_file && argument->names == NULL)
				continue;
			add_fish_rule(script, "in", command->path);
			ftl_buf_text(script, argument->is_file ? " -F" : " -a '");
			add_names(script, argument->names, argument->name_count);
			ftl_buf_text(script, argument->is_file ? "\n" : "'\n");
		}
	}
}
