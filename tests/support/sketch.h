/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/history.h"

/* Pipelines of the real catalogue in one line, such as "p>k k>f f*l k.shards=2".
 *
 * A word of one letter, with a digit if there are several, is a block: p app-producer, k Kinesis Data Streams,
 * f Firehose, l Lambda, s S3, g Glue ETL, c Glue Data Catalog, a Athena, r Redshift, q QuickSight,
 * o Step Functions, w CloudWatch. Any other type is written out ("msk>l"), with a "#" and a name if there are
 * several ("s3#raw"). Two blocks are wired by > data, * trigger, ! orchestrates, ~ monitors, @ catalogs, ? queries,
 * % encrypts or & network; block.setting=value sets, and pipeline.setting=value for the whole. */

/* A new pipeline; the test fails if the line cannot be read. */
LeatPipeline *test_sketch (const char *line);
