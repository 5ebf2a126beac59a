#!/bin/sh
# translation.sh XGETTEXT SOURCE: every file of data/ whose texts are shown is in po/POTFILES.in, and its texts come out word for
# word as leat_tr() asks for them: of attributes and of elements, over one line or several, with what XML escapes.
set -u
xgettext=$1
cd "$2" || exit 1
failed=0
pot=$(mktemp)
trap 'rm -f "$pot"' EXIT

files="data/decisions.xml data/exam.xml data/requirements.xml data/transfer.xml $(ls data/help/*.xml data/rules/*.xml data/catalogue/*.xml)"
for file in $files; do
  grep -qx "$file" po/POTFILES.in || { echo "$file is not in po/POTFILES.in"; failed=1; }
done
GETTEXTDATADIRS=data "$xgettext" --from-code=UTF-8 --no-wrap -o "$pot" $files || exit 1

# A text is there if it is a message as a whole.
expect () { grep -qFx "msgid \"$1\"" "$pot" || { echo "not taken out: $1"; failed=1; }; }
refuse () { ! grep -qFx "msgid \"$1\"" "$pot" || { echo "taken out, and nobody reads it: $1"; failed=1; }; }

expect 'What sends the data?'
expect 'An application'
expect 'Who sends decides the first service: it must speak to what is there already.'
expect 'Asked for the least operational effort, the answer is serverless. Managed does not exclude it: EMR, MSK and Redshift have serverless forms.'
expect 'Quotas: hard or soft'
expect 'Data transfer to the internet'
expect 'Your first pipeline'
expect 'What If varies one or two settings and draws cost and delay over them.'
expect 'Add Shards'
expect 'Kinesis Data Streams'
refuse 'kinesis-data-streams'
refuse 'provisioned'

# Each question, answer, place, reason and refusal of the decision helper.
n=$(GETTEXTDATADIRS=data "$xgettext" --from-code=UTF-8 --no-wrap -o - data/decisions.xml | grep -c '^#: ')
[ "$n" -ge 200 ] || { echo "of data/decisions.xml $n texts only are taken out"; failed=1; }
! grep -E '&(lt|gt|amp|quot);' "$pot" || { echo "escaped as in the file, not as it is read"; failed=1; }
exit "$failed"
