#!/usr/bin/env python3
"""Who-questions and officials' queries whose wanted laws were fixed before any run, on articles drawn at random from the laws.

drawn.py --quanze Q --db DB [--who FILE] [--officials FILE] [--details FILE]

who_drawn.tsv, who_drawn_2.tsv … who_drawn_13.tsv: qid, question, law, articles, holders. Alternatives are separated by |, several articles of one law by a comma;
articles stand in the order of the laws. A holder counts when one of the two names contains the other; how a list is joined (市、区 or 市和区) is no difference.
officials.tsv: qid, query, law: the law is wanted among the first five hits.
The last line is one JSON object: holder_first, article_first, article_three, law_five, each a share."""
import argparse
import csv
import json
import re
import subprocess
import tempfile

CITED = re.compile(r'《(.+)》(第[^款项目]*?条(?:之[一二三四五六七八九十]+)?)?')


def rows(path):
    with open(path, encoding='utf-8', newline='') as lines:
        return list(csv.DictReader(lines, delimiter='\t'))


def plain(name):
    return re.sub(r'[《》〈〉\s]|中华人民共和国', '', name or '').replace('（', '(').replace('）', ')')


def body(name):
    return re.sub('、|和|或者|以及|或|及|与', '', plain(name))


def answers(quanze, db, questions):
    with tempfile.NamedTemporaryFile('w', encoding='utf-8', suffix='.tsv') as batch:
        batch.write('qid\tquestion\n' + ''.join(f"{row['qid']}\t{row['question']}\n" for row in questions))
        batch.flush()
        out = subprocess.run([quanze, 'ask', '--db', db, '--batch', batch.name, '--format', 'jsonl'],
                             capture_output=True, text=True, check=True).stdout
    return {answer['qid']: answer['answers'] for answer in map(json.loads, out.split('\n')[:-1])}


def cited(given):
    """(law, article) pairs in the order of the answers, each once"""
    pairs = []
    for answer in given:
        for basis in answer['basis']:
            match = CITED.match(basis['citation'])
            pair = (plain(match[1]), match[2]) if match else None
            if pair and pair not in pairs:
                pairs.append(pair)
    return pairs


def score_who(quanze, db, questions, note):
    found = answers(quanze, db, questions)
    hits = {'holder_first': 0, 'article_first': 0, 'article_three': 0}
    for row in questions:
        given = found.get(row['qid'], [])
        laws, groups = row['law'].split('|'), row['articles'].split('|')
        wanted = {(plain(law), article) for law, group in zip(laws, groups) for article in re.split('[,、;]', group)}
        said = body(given[0].get('holder')) if given else ''
        right = [pair in wanted for pair in cited(given)]
        got = {'holder_first': bool(said) and any(said in name or name in said for name in map(body, row['holders'].split('|'))),
               'article_first': any(right[:1]), 'article_three': any(right[:3])}
        for figure, ok in got.items():
            hits[figure] += ok
            if not ok:
                note(figure, row['question'], row['law'] + row['articles'] + ' ' + row['holders'], f'{said} {cited(given)[:3]}')
    return {figure: k / len(questions) for figure, k in hits.items()}


def score_officials(quanze, db, queries, note):
    k = 0
    for row in queries:
        out = subprocess.run([quanze, 'search', '--db', db, '--format', 'json', '--limit', '5', row['query']],
                             capture_output=True, text=True).stdout
        titles = [plain(hit['title']) for hit in json.loads(out)['hits']] if out else []
        if any(plain(law) in titles for law in row['law'].split('|')):
            k += 1
        else:
            note('law_five', row['query'], row['law'], titles)
    return {'law_five': k / len(queries)}


def main():
    parser = argparse.ArgumentParser()
    for name in ('quanze', 'db'):
        parser.add_argument('--' + name, required=True)
    for name in ('who', 'officials', 'details'):
        parser.add_argument('--' + name)
    args = parser.parse_args()
    misses, figures = [], {}

    def note(figure, asked, wanted, got):
        misses.append(f'{figure}\t{asked}\t{wanted}\t{got}\n')

    if args.who:
        figures |= score_who(args.quanze, args.db, rows(args.who), note)
    if args.officials:
        figures |= score_officials(args.quanze, args.db, rows(args.officials), note)
    if args.details:
        with open(args.details, 'w', encoding='utf-8') as out:
            out.writelines(misses)
    print(json.dumps({figure: round(share, 4) for figure, share in figures.items()}))


main()
