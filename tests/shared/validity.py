#!/usr/bin/env python3
"""Every instrument of a folder of laws, asked for by its whole title whether it is in force: is that very one answered?

validity.py --quanze Q --db DB --laws DIR

The title is the file's name without its day. Parts of codes and cases are no instruments of their own.
Prints each miss; the last line is one JSON object: told, the share answered with the instrument asked for; other, the share answered with
another one."""
import argparse
import json
import pathlib
import re
import subprocess
import tempfile

PARTS = {'案例', '民法典', '刑法', '宪法'}


def bare(title):
    return re.sub(r'[《》〈〉\s、]|中华人民共和国', '', title).replace('（', '(').replace('）', ')')


def main():
    parser = argparse.ArgumentParser()
    for name in ('quanze', 'db', 'laws'):
        parser.add_argument('--' + name, required=True)
    opts = parser.parse_args()
    files = [path for path in pathlib.Path(opts.laws).rglob('*.md') if not PARTS & set(path.parts)]
    titles = sorted({re.sub(r'\(\d{4}-\d\d-\d\d\)$', '', path.stem) for path in files})
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.tsv') as batch:
        batch.write('qid\tquestion\n' + ''.join(f'{i}\t{title}还有效吗？\n' for i, title in enumerate(titles)))
        batch.flush()
        out = subprocess.run([opts.quanze, 'ask', '--db', opts.db, '--batch', batch.name, '--format', 'jsonl'],
                             capture_output=True, text=True, check=True).stdout
    told = other = 0
    for answer in map(json.loads, out.split('\n')[:-1]):
        title = titles[int(answer['qid'])]
        if answer['answers'] and bare(title) in bare(answer['conclusion']):
            told += 1
        else:
            other += bool(answer['answers'])
            print(title, answer['conclusion'])
    print(json.dumps({'told': round(told / len(titles), 4), 'other': round(other / len(titles), 4), 'n': len(titles)}))


main()
