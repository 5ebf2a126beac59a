/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command.h"

#include <gio/gio.h>
#include <string.h>

static char **
new_words (const char *arguments,
           const char *home)
{
  g_autofree char *root = g_test_build_filename (G_TEST_DIST, "..", NULL);
  g_auto(GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, g_getenv ("LEAT_CLI"));
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = *words[i] == '@'   ? g_build_filename (root, words[i] + 1, NULL)
                              : *words[i] == '%' ? g_build_filename (home, words[i] + 1, NULL)
                                                 : g_strdup (words[i]);

      if (*word != '\0')
        g_strv_builder_add (builder, word);
    }
  return g_strv_builder_end (builder);
}

int
command_run (const char *arguments,
             const char *home,
             const char *input,
             char      **out,
             char      **err)
{
  g_auto(GStrv) words = new_words (arguments, home);
  g_autoptr(GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE |
                               (input != NULL ? G_SUBPROCESS_FLAGS_STDIN_PIPE : 0));
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  if (home != NULL)
    g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, out, err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

void
command_check (const CommandCase *test,
               const char        *home)
{
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_assert_cmpint (command_run (test->arguments, home, NULL, &out, &err), ==, test->status);
  if (test->out != NULL && strstr (out, test->out) == NULL)
    g_error ("“%s” is not in: %s", test->out, out);
  if (test->err != NULL && strstr (err, test->err) == NULL)
    g_error ("“%s” is not in: %s", test->err, err);
}
