/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/glyph-private.h"
#include "draw/paint-private.h"
#include "draw/pdf-content-private.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

/* What is written on the pages of a PDF file, with the fonts that cairo makes. Most texts are a row of letters, each one
 * glyph of a font that stands for the same characters wherever it is used: of such a letter there is one sample. A text of
 * another kind, in which letters join, are put together or are pictures, is a sample as a whole. All samples are painted
 * over each other, a mark before each; what cairo wrote between two marks is how the file has it. */

#define SAMPLE_AT 100.0
#define DIGITS 5         /* of places of letters */
#define NO_SAMPLE G_MAXUINT
#define LEAST_KERN 3     /* thousandths of the size, as cairo has it */

static const LeatColour black = { 0, 0, 0, 1 };

typedef enum
{
  SAMPLE_LETTER,
  SAMPLE_TEXT,
  SAMPLE_GLYPH, /* the icon of a service */
} SampleKind;

typedef struct
{
  SampleKind kind;
  char      *text;    /* what a letter stands for; the text; the name of a glyph */
  PangoFont *font;    /* of a letter; owned */
  PangoGlyph letter;
  gboolean   blank;   /* a letter without ink, which cairo leaves out if it stands alone */
  guint      partner; /* what stands behind a blank, so that it is written */
  double     advance; /* of a letter */
  double     size;    /* of a letter or glyph */
  LeatText   whole;   /* of a text */
  /* As read; not all of a text of more than one part. */
  char      *matrix;
  double     x, y;
  char      *face;    /* name of the font in the file */
  char      *code;    /* without its brackets */
  gboolean   hex;
  char      *operators; /* or NULL: it is a code */
} Sample;

/* Where a letter stands, from where its text does. */
typedef struct
{
  guint  sample;
  double x;
  double y;
} Letter;

typedef struct
{
  guint    first; /* of its letters */
  guint    n;     /* 0: it is a sample as a whole */
  guint    sample;
  LeatRect extents;
} Writing;

struct _PdfType
{
  const LeatCatalogue *catalogue;
  GArray              *samples;  /* of Sample */
  GArray              *letters;  /* of Letter */
  GArray              *writings; /* of Writing */
  GHashTable          *known_letters; /* LetterKey -> number of sample */
  GHashTable          *meanings;      /* LetterKey of a face -> what it stands for, of any size */
  GHashTable          *known_texts;   /* TextKey -> number of writing */
  GHashTable          *known_glyphs;  /* "name size" -> number of writing */
};

/* Keys */

typedef struct
{
  gpointer   font; /* PangoFont, or hb_face_t */
  PangoGlyph letter;
} LetterKey;

static guint
hash_letter (gconstpointer key)
{
  const LetterKey *letter = key;

  return g_direct_hash (letter->font) * 31 + letter->letter;
}

static gboolean
is_same_letter (gconstpointer a,
                gconstpointer b)
{
  return ((const LetterKey *) a)->font == ((const LetterKey *) b)->font &&
         ((const LetterKey *) a)->letter == ((const LetterKey *) b)->letter;
}

static void
clear_sample (gpointer data)
{
  Sample *sample = data;

  g_free (sample->text);
  g_clear_object (&sample->font);
  g_free (sample->matrix);
  g_free (sample->face);
  g_free (sample->code);
  g_free (sample->operators);
}

PdfType *
pdf_type_new (const LeatCatalogue *catalogue)
{
  PdfType *self = g_new0 (PdfType, 1);

  self->catalogue = catalogue;
  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_array_set_clear_func (self->samples, clear_sample);
  self->letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  self->writings = g_array_new (FALSE, FALSE, sizeof (Writing));
  self->known_letters = g_hash_table_new_full (hash_letter, is_same_letter, g_free, NULL);
  self->meanings = g_hash_table_new_full (hash_letter, is_same_letter, g_free, g_free);
  self->known_texts = g_hash_table_new_full (text_key_hash, text_key_equal, text_key_free, NULL);
  self->known_glyphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
pdf_type_free (PdfType *self)
{
  g_hash_table_unref (self->known_letters);
  g_hash_table_unref (self->meanings);
  g_hash_table_unref (self->known_texts);
  g_hash_table_unref (self->known_glyphs);
  g_array_unref (self->writings);
  g_array_unref (self->letters);
  g_array_unref (self->samples);
  g_free (self);
}

static Sample *
sample_of (PdfType *self,
           guint    number)
{
  return &g_array_index (self->samples, Sample, number);
}

static guint
add_sample (PdfType   *self,
            SampleKind kind,
            char      *text)
{
  Sample sample = { .kind = kind, .text = text, .partner = NO_SAMPLE };

  g_array_append_val (self->samples, sample);
  return self->samples->len - 1;
}

/* Letters */

static guint
add_letter (PdfType    *self,
            PangoFont  *font,
            PangoGlyph  letter,
            const char *text,
            gsize       length)
{
  cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_glyph_t glyph = { letter, 0, 0 };
  cairo_text_extents_t extents;
  cairo_matrix_t matrix;
  guint number = add_sample (self, SAMPLE_LETTER, g_strndup (text, length));
  Sample *sample = sample_of (self, number);
  LetterKey key = { font, letter };

  cairo_scaled_font_glyph_extents (scaled, &glyph, 1, &extents);
  cairo_scaled_font_get_font_matrix (scaled, &matrix);
  sample->font = g_object_ref (font);
  sample->letter = letter;
  sample->blank = extents.width == 0 || extents.height == 0;
  sample->advance = extents.x_advance;
  sample->size = matrix.xx;
  g_hash_table_insert (self->known_letters, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (number + 1));
  return number;
}

/* Whether it stands for that wherever it is: a file has one meaning for each letter of a face. */
static gboolean
check_meaning (PdfType    *self,
               PangoFont  *font,
               PangoGlyph  letter,
               const char *text,
               gsize       length)
{
  LetterKey key = { hb_font_get_face (pango_font_get_hb_font (font)), letter };
  const char *known = g_hash_table_lookup (self->meanings, &key);

  if (known != NULL)
    return strncmp (known, text, length) == 0 && known[length] == '\0';
  g_hash_table_insert (self->meanings, g_memdup2 (&key, sizeof key), g_strndup (text, length));
  return TRUE;
}

/* NO_SAMPLE if the letter already stands for something else. */
static guint
lookup_letter (PdfType    *self,
               PangoFont  *font,
               PangoGlyph  letter,
               const char *text,
               gsize       length)
{
  LetterKey key = { font, letter };
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->known_letters, &key));

  if (!check_meaning (self, font, letter, text, length))
    return NO_SAMPLE;
  return number > 0 ? number - 1 : add_letter (self, font, letter, text, length);
}

/* Cairo writes a blank with the letter behind it, if both are of the characters that a font of one byte has. */
static gboolean
find_partner (PdfType *self,
              Sample  *blank,
              guint    first)
{
  for (guint i = first; i < self->letters->len && blank->partner == NO_SAMPLE; i++)
    {
      guint number = g_array_index (self->letters, Letter, i).sample;
      const Sample *sample = sample_of (self, number);

      if (sample->font == blank->font && !sample->blank && g_ascii_isalnum (*sample->text) && sample->text[1] == '\0')
        blank->partner = number;
    }
  return blank->partner != NO_SAMPLE;
}

static gboolean
is_plain_run (const PangoLayoutRun *run)
{
  const PangoAnalysis *analysis = &run->item->analysis;
  hb_face_t *face = analysis->font != NULL ? hb_font_get_face (pango_font_get_hb_font (analysis->font)) : NULL;

  return face != NULL && PANGO_IS_CAIRO_FONT (analysis->font) && analysis->level % 2 == 0 && !hb_ot_color_has_png (face) &&
         !hb_ot_color_has_layers (face) && !hb_ot_color_has_svg (face);
}

/* FALSE if a letter of it is none. `x` and `y` are where it begins. */
static gboolean
add_run (PdfType              *self,
         const PangoLayoutRun *run,
         const char           *text,
         double                x,
         double                y)
{
  const PangoGlyphString *glyphs = run->glyphs;
  gboolean cut = (run->item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0;
  const char *start = cut ? "…" : text + run->item->offset;
  int end = cut ? (int) strlen (start) : run->item->length;

  if (!is_plain_run (run) || (cut && glyphs->num_glyphs != 1))
    return FALSE;
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *info = &glyphs->glyphs[i];
      int from = cut ? 0 : glyphs->log_clusters[i];
      int next = !cut && i + 1 < glyphs->num_glyphs ? glyphs->log_clusters[i + 1] : end;
      Letter letter = { NO_SAMPLE, x, y };

      if (next <= from || info->glyph == PANGO_GLYPH_EMPTY || (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 ||
          info->geometry.x_offset != 0 || info->geometry.y_offset != 0)
        return FALSE;
      letter.sample = lookup_letter (self, run->item->analysis.font, info->glyph, start + from, next - from);
      if (letter.sample == NO_SAMPLE)
        return FALSE;
      g_array_append_val (self->letters, letter);
      x += (double) info->geometry.width / PANGO_SCALE;
    }
  return TRUE;
}

/* FALSE if it is no row of letters; some may be added then. `top` is of its first line. */
static gboolean
add_letters (PdfType     *self,
             PangoLayout *layout,
             double       top)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const char *text = pango_layout_get_text (layout);
  guint first = self->letters->len;
  gboolean plain = TRUE;

  do
    {
      const PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle place;

      if (run == NULL)
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &place);
      plain = add_run (self, run, text, (double) place.x / PANGO_SCALE,
                       top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
    }
  while (plain && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  for (guint i = first; plain && i < self->letters->len; i++)
    {
      Sample *sample = sample_of (self, g_array_index (self->letters, Letter, i).sample);

      plain = !sample->blank || find_partner (self, sample, first);
    }
  return plain && self->letters->len > first;
}

/* Texts */

static guint
add_writing (PdfType        *self,
             guint           first,
             guint           sample,
             const LeatRect *extents)
{
  Writing writing = { first, self->letters->len - first, sample, *extents };

  g_array_append_val (self->writings, writing);
  return self->writings->len - 1;
}

/* What is read from the right stands at the right end of the room it has, beside its own width. */
static guint
add_text (PdfType        *self,
          const LeatText *text)
{
  PangoLayout *layout = leat_typesetter_get (leat_typesetter_get_own (), text);
  guint first = self->letters->len, sample = NO_SAMPLE;
  PangoRectangle place;
  LeatRect extents;

  pango_layout_get_extents (layout, NULL, &place);
  extents = (LeatRect){ (double) place.x / PANGO_SCALE, text->style == LEAT_TEXT_NOTE ? 0 : -0.5 * place.height / PANGO_SCALE,
                        (double) place.width / PANGO_SCALE, (double) place.height / PANGO_SCALE };
  if (pango_layout_get_unknown_glyphs_count (layout) > 0 || !add_letters (self, layout, extents.y))
    {
      g_array_set_size (self->letters, first);
      sample = add_sample (self, SAMPLE_TEXT, g_strdup (text->text));
      sample_of (self, sample)->whole = *text;
    }
  return add_writing (self, first, sample, &extents);
}

guint
pdf_type_add_text (PdfType        *self,
                   const LeatText *text,
                   LeatRect       *extents)
{
  TextKey key = text_key_of (text);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->known_texts, &key));

  if (number == 0)
    {
      number = add_text (self, text) + 1;
      g_hash_table_insert (self->known_texts, text_key_copy (&key), GUINT_TO_POINTER (number));
    }
  *extents = g_array_index (self->writings, Writing, number - 1).extents;
  return number - 1;
}

guint
pdf_type_add_glyph (PdfType    *self,
                    const char *glyph,
                    double      size)
{
  g_autofree char *key = g_strdup_printf ("%s %d", glyph, (int) round (size * 1000));
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->known_glyphs, key));

  if (number == 0)
    {
      const LeatRect box = { 0, 0, size, size };
      guint sample = add_sample (self, SAMPLE_GLYPH, g_strdup (glyph));

      sample_of (self, sample)->size = size;
      number = add_writing (self, self->letters->len, sample, &box) + 1;
      g_hash_table_insert (self->known_glyphs, g_steal_pointer (&key), GUINT_TO_POINTER (number));
    }
  return number - 1;
}

/* Painting samples */

/* A blank of texts that are samples as a whole may have found no partner. */
static gboolean
is_wanted (const Sample *sample)
{
  return !sample->blank || sample->partner != NO_SAMPLE;
}

static void
paint_mark (cairo_t *cr)
{
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, 1, 2, 3, 4);
  cairo_fill (cr);
}

static void
paint_letter (PdfType      *self,
              cairo_t      *cr,
              const Sample *sample)
{
  const Sample *partner = sample->blank ? sample_of (self, sample->partner) : NULL;
  g_autofree char *text = g_strconcat (sample->text, partner != NULL ? partner->text : NULL, NULL);
  int length = (int) strlen (sample->text);
  cairo_glyph_t glyphs[] = { { sample->letter, SAMPLE_AT, SAMPLE_AT },
                             { partner != NULL ? partner->letter : 0, SAMPLE_AT + sample->advance, SAMPLE_AT } };
  cairo_text_cluster_t clusters[] = { { length, 1 }, { (int) strlen (text) - length, 1 } };
  int n = partner != NULL ? 2 : 1;

  cairo_set_scaled_font (cr, pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (sample->font)));
  cairo_show_text_glyphs (cr, text, (int) strlen (text), glyphs, n, clusters, n, 0);
}

static void
paint_sample (PdfType   *self,
              cairo_t   *cr,
              LeatBrush *brush,
              Sample    *sample)
{
  LeatRect box = { SAMPLE_AT, SAMPLE_AT, sample->size, sample->size };

  paint_mark (cr);
  switch (sample->kind)
    {
    case SAMPLE_LETTER:
      if (is_wanted (sample))
        paint_letter (self, cr, sample);
      break;
    case SAMPLE_TEXT:
      sample->whole.text = sample->text;
      sample->whole.align = LEAT_ALIGN_LEFT;
      sample->whole.x = SAMPLE_AT;
      sample->whole.y = SAMPLE_AT;
      sample->whole.colour = &black;
      brush->text (brush, &sample->whole);
      break;
    case SAMPLE_GLYPH:
      brush->glyph (brush, sample->text, &box, &black);
      break;
    }
}

/* Letters come first, so that each stands for what it does in most texts. */
void
pdf_type_paint_samples (PdfType *self,
                        cairo_t *cr)
{
  LeatBrush *brush = leat_brush_new_for_cairo (cr, self->catalogue, 1);

  for (int rest = 0; rest < 2; rest++)
    for (guint i = 0; i < self->samples->len; i++)
      if ((sample_of (self, i)->kind != SAMPLE_LETTER) == rest)
        paint_sample (self, cr, brush, sample_of (self, i));
  paint_mark (cr);
  leat_brush_free_for_cairo (brush);
}

/* Reading samples */

typedef struct
{
  const char *start;
  gsize       length;
} Word;

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/* The end of a text in brackets. */
static const char *
end_of_text (const char *at,
             const char *end)
{
  guint depth = 0;

  for (; at < end; at++)
    {
      if (*at == '\\')
        at++;
      else if (*at == '(')
        depth++;
      else if (*at == ')' && --depth == 0)
        return at + 1;
    }
  return end;
}

static const char *
end_of_word (const char *at,
             const char *end)
{
  if (*at == '(')
    return end_of_text (at, end);
  if (at + 1 < end && (memcmp (at, "<<", 2) == 0 || memcmp (at, ">>", 2) == 0))
    return at + 2;
  if (*at == '<')
    {
      const char *close = memchr (at, '>', end - at);

      return close != NULL ? close + 1 : end;
    }
  if (strchr ("[]>){}", *at) != NULL)
    return at + 1;
  for (at++; at < end && !is_space (*at) && strchr ("()<>[]{}/", *at) == NULL; at++)
    ;
  return at;
}

static GArray *
split_words (const char *stream,
             gsize       size)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *end = stream + size;

  for (const char *at = stream; at < end; )
    {
      Word word = { at, 0 };

      if (is_space (*at))
        {
          at++;
          continue;
        }
      at = end_of_word (at, end);
      word.length = at - word.start;
      g_array_append_val (words, word);
    }
  return words;
}

static gboolean
is_word (const Word *word,
         const char *text)
{
  return word->length == strlen (text) && memcmp (word->start, text, word->length) == 0;
}

static gboolean
is_mark (const Word *words,
         guint       n)
{
  static const char *const mark[] = { "1", "2", "3", "4", "re", "f" };

  for (guint i = 0; i < G_N_ELEMENTS (mark); i++)
    if (i >= n || !is_word (words + i, mark[i]))
      return FALSE;
  return TRUE;
}

/* The bytes of the first letter of a code. */
static gsize
first_of_code (const char *code,
               gboolean    hex)
{
  if (hex)
    return strlen (code) / 2;
  if (*code != '\\')
    return *code != '\0';
  return g_ascii_isdigit (code[1]) ? 4 : 2;
}

/* A blank shares its code with its partner, unless they are of different parts of the font. */
static gboolean
cut_partner (Sample  *sample,
             gboolean apart)
{
  gsize first = first_of_code (sample->code, sample->hex);

  if (apart)
    return *sample->code != '\0';
  if (first == 0 || strlen (sample->code) <= first)
    return FALSE;
  sample->code[first] = '\0';
  return TRUE;
}

/* BT a b c d x y Tm /face 1 Tf (code) Tj ET: what is written for a letter; before ET that of the partner if it is apart. */
static gboolean
read_letter (Sample     *sample,
             const Word *words,
             guint       n)
{
  static const char *const form[] = { "BT", "", "", "", "", "", "", "Tm", "", "1", "Tf", "", "Tj" };
  const Word *code = words + G_N_ELEMENTS (form) - 2;
  gboolean apart = n > G_N_ELEMENTS (form) + 1;

  if (n <= G_N_ELEMENTS (form) || (apart && !sample->blank) || !is_word (words + n - 1, "ET"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (form); i++)
    if (*form[i] != '\0' && !is_word (words + i, form[i]))
      return FALSE;
  if (code->length < 3 || (*code->start != '(' && *code->start != '<'))
    return FALSE;
  sample->matrix = g_strdup_printf ("%.*s %.*s %.*s %.*s", (int) words[1].length, words[1].start, (int) words[2].length,
                                    words[2].start, (int) words[3].length, words[3].start, (int) words[4].length, words[4].start);
  sample->x = g_ascii_strtod (words[5].start, NULL) - SAMPLE_AT;
  sample->y = g_ascii_strtod (words[6].start, NULL) - SAMPLE_AT;
  sample->face = g_strndup (words[8].start, words[8].length);
  sample->hex = *code->start == '<';
  sample->code = g_strndup (code->start + 1, code->length - 2);
  return !sample->blank || cut_partner (sample, apart);
}

/* All but the colour, which is that of where it is placed. */
static char *
copy_operators (const Word *words,
                guint       n)
{
  static const char *const colours[] = { "g", "G", "rg", "RG", "gs" };
  GString *operators = g_string_new (NULL);
  gsize start = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean colour = FALSE;

      for (guint k = 0; k < G_N_ELEMENTS (colours); k++)
        colour = colour || is_word (words + i, colours[k]);
      if (!colour)
        {
          g_string_append_len (operators, words[i].start, words[i].length);
          g_string_append_c (operators, ' ');
        }
      else
        g_string_truncate (operators, start);
      if (g_ascii_isalpha (*words[i].start))
        start = operators->len;
    }
  return g_string_free (operators, FALSE);
}

static gboolean
read_sample (Sample     *sample,
             const Word *words,
             guint       n)
{
  if (!is_wanted (sample) || read_letter (sample, words, n))
    return TRUE;
  if (sample->kind == SAMPLE_LETTER)
    return FALSE;
  sample->operators = copy_operators (words, n);
  return TRUE;
}

/* The number of the sample that was painted after another; the number of samples after the last. */
static guint
next_sample (PdfType *self,
             guint    number)
{
  gboolean rest = number < self->samples->len && sample_of (self, number)->kind != SAMPLE_LETTER;

  for (int again = rest; again < 2; again++, number = NO_SAMPLE)
    for (guint i = number + 1; i < self->samples->len; i++)
      if ((sample_of (self, i)->kind != SAMPLE_LETTER) == again)
        return i;
  return self->samples->len;
}

gboolean
pdf_type_read_samples (PdfType    *self,
                       const char *stream,
                       gsize       size)
{
  g_autoptr(GArray) words = split_words (stream, size);
  guint number = NO_SAMPLE, start = 0;
  gboolean begun = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      if (!is_mark (&g_array_index (words, Word, i), words->len - i))
        continue;
      if (begun && (number >= self->samples->len ||
                    !read_sample (sample_of (self, number), &g_array_index (words, Word, start), i - start)))
        return FALSE;
      number = next_sample (self, begun ? number : NO_SAMPLE);
      begun = TRUE;
      start = i + 6;
    }
  return begun && number == self->samples->len;
}

/* Writing */

static void
append_place (GString *stream,
              double   x,
              double   y)
{
  pdf_append_number (stream, x, DIGITS);
  g_string_append_c (stream, ' ');
  pdf_append_number (stream, y, DIGITS);
}

static void
begin_row (GString      *stream,
           const Sample *sample,
           double        x,
           double        y)
{
  g_string_append (stream, "BT\n");
  g_string_append (stream, sample->matrix);
  g_string_append_c (stream, ' ');
  append_place (stream, x, y);
  g_string_append (stream, " Tm\n");
  g_string_append (stream, sample->face);
  g_string_append (stream, sample->hex ? " 1 Tf\n[<" : " 1 Tf\n[(");
}

static void
end_row (GString      *stream,
         const Sample *sample)
{
  g_string_append (stream, sample->hex ? ">]TJ\nET\n" : ")]TJ\nET\n");
}

/* Moves to where the next letter stands, unless that is as good as there; returns how far. */
static double
append_kern (GString      *stream,
             const Sample *sample,
             double        way)
{
  long kern = lround (-1000 * way / sample->size);

  if (labs (kern) < LEAST_KERN)
    return 0;
  g_string_append_c (stream, sample->hex ? '>' : ')');
  pdf_append_number (stream, kern, 0);
  g_string_append_c (stream, sample->hex ? '<' : '(');
  return kern / -1000.0 * sample->size;
}

static gboolean
is_same_row (const Sample *a,
             const Sample *b)
{
  return a->hex == b->hex && a->size == b->size && g_str_equal (a->face, b->face);
}

static void
write_letters (PdfType      *self,
               const Letter *letters,
               guint         n,
               LeatPoint     at,
               GString      *stream)
{
  const Sample *last = NULL;
  double x = 0, y = 0;

  for (guint i = 0; i < n; i++)
    {
      const Sample *sample = sample_of (self, letters[i].sample);

      if (last == NULL || letters[i].y != y || !is_same_row (last, sample))
        {
          if (last != NULL)
            end_row (stream, last);
          begin_row (stream, sample, at.x + letters[i].x, at.y + letters[i].y);
          x = letters[i].x;
          y = letters[i].y;
        }
      else
        x += append_kern (stream, sample, letters[i].x - x);
      g_string_append (stream, sample->code);
      x += sample->advance;
      last = sample;
    }
  end_row (stream, last);
}

static void
write_whole (const Sample *sample,
             LeatPoint     at,
             GString      *stream)
{
  if (sample->operators == NULL)
    {
      begin_row (stream, sample, at.x + sample->x, at.y + sample->y);
      g_string_append (stream, sample->code);
      end_row (stream, sample);
      return;
    }
  g_string_append (stream, "q 1 0 0 1 ");
  append_place (stream, at.x - SAMPLE_AT, at.y - SAMPLE_AT);
  g_string_append (stream, " cm\n");
  g_string_append (stream, sample->operators);
  g_string_append (stream, "Q\n");
}

void
pdf_type_write (PdfType  *self,
                guint     number,
                LeatPoint at,
                GString  *stream)
{
  const Writing *writing = &g_array_index (self->writings, Writing, number);

  if (writing->n > 0)
    write_letters (self, &g_array_index (self->letters, Letter, writing->first), writing->n, at, stream);
  else
    write_whole (sample_of (self, writing->sample), at, stream);
}
