#!/usr/bin/env python3
"""Dates and status that quanze reads in the texts, beside a catalogue that it was not given.

status.py --quanze Q --db DB --report FILE --laws FOLDER --catalogue TSV [--details FILE]

A row of the catalogue and a file belong together by folder, name and day. Three things are compared:
  date       publish: the day this version was adopted or published, as quanze gives either (adoption and publication
             are both days of one version)
  effective  valid_from: this version's first day in force
  status     expired: ended or not. The catalogue's 0 on an older version of a law in force speaks of the law, so it
             agrees with `amended`
What differs is classed by what the texts themselves print:
  silent     quanze says that no text states it (effective_inferred), or no text of the folder repeals it
  catalogue  the text prints quanze's day; or another text of the folder repeals it by name
  ours       neither: to be read
The last line is one JSON object with the figures."""
import argparse
import collections
import glob
import json
import os
import re
import subprocess


def instruments(args):
    out = subprocess.run([args.quanze, 'search', 'kind:instrument', '--db', args.db, '--all-versions', '--limit', '100000',
                          '--format', 'jsonl'], capture_output=True, text=True).stdout
    found = {}
    for line in out.splitlines():
        hit = json.loads(line)
        if hit.get('kind') == 'instrument':
            for path in hit['path'] if isinstance(hit['path'], list) else [hit['path']]:
                found[os.path.realpath(path)] = hit
    return found


def sources(args):
    """path → (title, path of the file that was indexed for it)"""
    of = {}
    for line in open(args.report, encoding='utf-8'):
        entry = json.loads(line)
        path = os.path.realpath(entry['path'])
        of[path] = os.path.realpath(entry['duplicate_of']) if entry.get('duplicate_of') else path
    return of


def rows(args):
    lines = open(args.catalogue, encoding='utf-8').read().splitlines()
    names = lines[0].split('\t')
    for line in lines[1:]:
        yield dict(zip(names, line.split('\t')))


def file_of(args, row):
    base = os.path.join(args.laws, '' if row['root'] == '.' else row['root'], row['folder'])
    for name in (f"{row['name']}({row['publish']})", f"{row['name']}_{row['subtitle']}", row['name'], row['subtitle']):
        path = os.path.join(base, name + '.md')
        if os.path.exists(path):
            return os.path.realpath(path)
    return None


def printed(day):
    year, month, date = (int(part) for part in day.split('-'))
    return f'{year}年{month}月{date}日'


def own_dates(text):
    head = text.split('INFO END')[0]
    return {f'{int(y):04}-{int(m):02}-{int(d):02}' for y, m, d in re.findall(r'(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日', head)}


class Texts:
    def __init__(self, folder):
        self.by_path, self.ending = {}, []
        for path in glob.glob(os.path.join(folder, '**', '*.md'), recursive=True):
            path = os.path.realpath(path)
            text = open(path, encoding='utf-8', errors='replace').read()
            self.by_path[path] = text
            if '废止' in text or '失效' in text:
                self.ending += [(path, self.folded(line)) for line in text.splitlines() if '废止' in line or '失效' in line]

    @staticmethod
    def folded(text):
        return text.replace('中华人民共和国', '').translate(str.maketrans('〈〉<>', '《》《》'))

    def repealers(self, title, own):
        """Files that say of TITLE that it is repealed."""
        wanted = re.compile('《' + re.escape(self.folded(title)) + '》(?!第)')
        return list(dict.fromkeys(path for path, line in self.ending if path != own and wanted.search(line)))


def compare_date(row, hit, text):
    if not row['publish']:
        return None
    ours = {hit['version'], hit['published'], hit['promulgated']}
    if row['publish'] in ours:
        return 'agrees', ''
    kind = 'catalogue' if hit['version'] in own_dates(text) else 'ours'
    return kind, f"{row['publish']} against {hit['version']} published {hit['published']}"


def compare_effective(row, hit, text):
    if not row['valid_from']:
        return None
    if row['valid_from'] == hit['effective_from']:
        return 'agrees', 'inferred' if hit['effective_inferred'] else ''
    detail = f"{row['valid_from']} against {hit['effective_from']}"
    if hit['effective_inferred']:
        return 'silent', detail
    day = hit['effective_from'] and printed(hit['effective_from'])
    flat = re.sub(r'\s', '', text)
    return ('catalogue' if day and (day in flat or '之日起' in flat) else 'ours'), detail


def compare_status(row, hit, texts, path):
    ended = hit['status'] in ('amended', 'repealed')
    if (row['expired'] == '1') == ended or (row['expired'] == '0' and hit['status'] == 'amended'):
        return 'agrees', ''
    if ended:
        named = texts.repealers(hit['title'], path)
        return ('catalogue' if named else 'ours'), 'repealed by ' + '、'.join(map(os.path.basename, named[:3]))
    named = texts.repealers(hit['title'], path)
    return ('ours' if named else 'silent'), 'expired against ' + hit['status'] + ' ' + '、'.join(map(os.path.basename, named[:3]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('quanze', 'db', 'report', 'laws', 'catalogue'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--details')
    args = parser.parse_args()
    found, of, texts = instruments(args), sources(args), Texts(args.laws)
    counts, details = collections.Counter(), []
    for row in rows(args):
        path = file_of(args, row)
        if path is None or of.get(path) not in found:
            counts['no file' if path is None else 'not indexed'] += 1
            continue
        hit, text = found[of[path]], texts.by_path[path]
        counts['rows'] += 1
        worst = 'agrees'
        for what, result in (('date', compare_date(row, hit, text)), ('effective', compare_effective(row, hit, text)),
                             ('status', compare_status(row, hit, texts, path))):
            if result is None:
                continue
            kind, detail = result
            counts[what] += 1
            counts[f'{what} {kind}'] += 1
            if detail == 'inferred':
                counts[f'{what} {kind}, inferred'] += 1
            worst = max(worst, kind, key=['agrees', 'silent', 'catalogue', 'ours'].index)
            if kind != 'agrees':
                details.append('\t'.join((what, kind, os.path.relpath(path, args.laws), detail)))
        counts[f'rows {worst}'] += 1
    if args.details:
        with open(args.details, 'w', encoding='utf-8') as out:
            out.write('\n'.join(details) + '\n')
    for key in sorted(counts):
        print(f'{key:20} {counts[key]}')
    n = counts['rows'] or 1
    told = n - counts['rows silent'] - counts['rows catalogue']
    print(json.dumps({'n': counts['rows'], 'rows_agree': round(counts['rows agrees'] / n, 4),
                      'rows_agree_where_told': round(counts['rows agrees'] / max(told, 1), 4),
                      'not_contradicted': round(1 - counts['rows ours'] / n, 4),
                      'date': round(counts['date agrees'] / max(counts['date'], 1), 4),
                      'effective': round(counts['effective agrees'] / max(counts['effective'], 1), 4),
                      'status': round(counts['status agrees'] / max(counts['status'], 1), 4)}))


if __name__ == '__main__':
    main()
