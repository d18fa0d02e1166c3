#include "fettle/base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/memory.h"

#define FIRST_BLOCK   2048
#define LARGEST_BLOCK 65536

struct ftl_arena_block {
	struct ftl_arena_block *next;
	size_t used;
	size_t capacity;
	_Alignas(max_align_t) unsigned char bytes[];
};

static struct ftl_arena_block *new_block(size_t capacity)
{
	if (capacity > SIZE_MAX - sizeof(struct ftl_arena_block))
		ftl_memory_out();
	struct ftl_arena_block *block = ftl_memory_get(sizeof(struct ftl_arena_block) + capacity);
	block->next = NULL;
	block->used = 0;
	block->capacity = capacity;
	return block;
}

static void free_blocks(struct ftl_arena_block *block)
{
	while (block != NULL) {
		struct ftl_arena_block *next = block->next;
		free(block);
		block = next;
	}
}

void ftl_arena_done(struct ftl_arena *arena)
{
	free_blocks(arena->head);
	arena->head = NULL;
}

void ftl_arena_reset(struct ftl_arena *arena)
{
	struct ftl_arena_block *head = arena->head;

	if (head == NULL)
		return;
	free_blocks(head->next);
	head->next = NULL;
	head->used = 0;
	if (head->capacity > LARGEST_BLOCK)
		ftl_arena_done(arena);
}

/* Uninitialised bytes; alignment is a power of two not above that of max_align_t. */
static void *take(struct ftl_arena *arena, size_t size, size_t alignment)
{
	struct ftl_arena_block *head = arena->head;

	if (head != NULL) {
		size_t start = (head->used + alignment - 1) & ~(alignment - 1);
		if (start <= head->capacity && size <= head->capacity - start) {
			head->used = start + size;
			return head->bytes + start;
		}
	}
	if (head != NULL && size > LARGEST_BLOCK / 4) {
		/* Behind the head, so that the room left in it is not lost. */
		struct ftl_arena_block *own = new_block(size);
		own->used = size;
		own->next = head->next;
		head->next = own;
		return own->bytes;
	}
	size_t capacity = head == NULL ? FIRST_BLOCK : head->capacity * 2;
	if (capacity > LARGEST_BLOCK)
		capacity = LARGEST_BLOCK;
	if (capacity < size)
		capacity = size;
	struct ftl_arena_block *block = new_block(capacity);
	block->used = size;
	block->next = head;
	arena->head = block;
	return block->bytes;
}

void *ftl_alloc(struct ftl_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		ftl_memory_out();
	void *memory = take(arena, bytes, _Alignof(max_align_t));
	memset(memory, 0, bytes);
	return memory;
}

char *ftl_strndup(struct ftl_arena *arena, const char *text, size_t length)
{
	length = length > 0 ? strnlen(text, length) : 0;
	char *copy = take(arena, length + 1, 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *ftl_strdup(struct ftl_arena *arena, const char *text)
{
	return ftl_strndup(arena, text, strlen(text));
}

char *ftl_vsprintf(struct ftl_arena *arena, const char *format, va_list args)
{
	char most[256]; /* nearly all texts fit: they are formatted once */
	va_list again;

	va_copy(again, args);
	int length = vsnprintf(most, sizeof(most), format, args);
	if (length < 0)
		ftl_memory_out();
	char *text = take(arena, (size_t)length + 1, 1);
	if ((size_t)length < sizeof(most))
		memcpy(text, most, (size_t)length + 1);
	else
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

char *ftl_sprintf(struct ftl_arena *arena, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	char *text = ftl_vsprintf(arena, format, args);
	va_end(args);
	return text;
}
