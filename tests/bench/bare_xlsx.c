/*
 * The limit for a workbook: writes the cells of a file with libxlsxwriter in constant memory, and
 * nothing else. Each line is "S name" (next sheet), "R" (next row), "N number" or "T text" (next
 * cell), "B" (an empty one). usage: bare_xlsx CELLS WORKBOOK
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	lxw_workbook *book = argc == 3 ? workbook_new_opt(argv[2], &options) : NULL;
	FILE *cells = argc == 3 ? fopen(argv[1], "r") : NULL;
	lxw_worksheet *sheet = NULL;
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	lxw_row_t row = 0;
	lxw_col_t column = 0;

	if (book == NULL || cells == NULL)
		return 2;
	while ((length = getline(&line, &size, cells)) > 0) {
		line[length - 1] = '\0';
		switch (line[0]) {
		case 'S':
			sheet = workbook_add_worksheet(book, line + 2);
			row = 0;
			column = 0;
			break;
		case 'R':
			row++;
			column = 0;
			break;
		case 'N':
			worksheet_write_number(sheet, row, column++, strtod(line + 2, NULL), NULL);
			break;
		case 'T':
			worksheet_write_string(sheet, row, column++, line + 2, NULL);
			break;
		default:
			column++;
		}
	}
	free(line);
	fclose(cells);
	return workbook_close(book) != LXW_NO_ERROR;
}
