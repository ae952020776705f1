#!/usr/bin/env python3
"""How many of the 《titles》 in a folder of laws quanze resolves, and why it does not resolve the rest.

titles.py --quanze Q --db DB --laws FOLDER [--details FILE]

Every citation that begins with 《 is counted, as `quanze cite` reports it, and a rule that implements a law, printed without 《》 of its own
(某省实施《…法》办法). A title is a law's when it ends as laws, regulations,
rules and interpretations do; what ends so and is resolved to an instrument of the index counts as resolved, also where that
instrument's version lacks the provision cited (no-such-provision). The rest is classed:
  amending     a decision that amends or repeals (关于修改…的决定): cited in front matter, seldom published as a text of its own
  ended        another text of the index repeals it by name
  treaty       公约, 协定, 议定书, 条约
  local        it begins with a province, city or county
  national     none of these: a law, regulation, rule or interpretation that is not in the folder
Titles of other things (decisions, resolutions, replies; licences, forms, standards, lists, contracts, newspapers) are counted as
`no law`, resolved or not.
The last line is one JSON object with the figures."""
import argparse
import collections
import concurrent.futures
import glob
import json
import os
import re
import subprocess

LAW = re.compile(r'(法|法典|通则|总则|条例|规定|办法|细则|规则|规程|解释)(（[^（）]*）|\([^()]*\))*$')
AMENDING = re.compile(r'关于(修改|废止|修订|修正|停止)|修正案$')
IMPLEMENTING = re.compile(r'[^《]{2,30}(实施|执行)《')
TREATY = re.compile(r'(公约|协定|议定书|条约|宪章|安排)(（[^（）]*）)*$')
LOCAL = re.compile(r'^(中国)?（?(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|'
                   r'陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|[\u4e00-\u9fff]{2,4}(省|市|县|自治区|自治州|自治县|经济特区))')


def cite(quanze, db, path):
    out = subprocess.run([quanze, 'cite', path, '--db', db, '--format', 'jsonl'], capture_output=True, text=True).stdout
    return path, [json.loads(line) for line in out.splitlines()]


def title_of(text):
    """The words between the outer brackets at the head of TEXT."""
    depth = 0
    for i, char in enumerate(text):
        depth += (char == '《') - (char == '》')
        if depth == 0:
            return text[1:i]
    return text[1:]


def folded(title):
    title = title.replace('中华人民共和国', '').translate(str.maketrans('〈〉<>（）', '《》《》()'))
    return re.sub(r'\s', '', title)


def ended_titles(folder):
    found = set()
    for path in glob.glob(os.path.join(folder, '**', '*.md'), recursive=True):
        for sentence in re.split(r'[。\n]', open(path, encoding='utf-8', errors='replace').read()):
            if '废止' in sentence or '失效' in sentence:
                found.update(folded(title) for title in re.findall(r'《(.*?)》', sentence))
    return found


def classify(title, ended):
    if TREATY.search(title):
        return 'treaty'
    if folded(title) in ended:
        return 'ended'
    return 'local' if LOCAL.match(title) else 'national'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ('quanze', 'db', 'laws'):
        parser.add_argument('--' + name, required=True)
    parser.add_argument('--details')
    args = parser.parse_args()
    files = sorted(glob.glob(os.path.join(args.laws, '**', '*.md'), recursive=True))
    ended = ended_titles(args.laws)
    counts, forms, details = collections.Counter(), collections.Counter(), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for _, citations in pool.map(lambda path: cite(args.quanze, args.db, path), files):
            for citation in citations:
                forms[citation['form'], citation['status']] += 1
                for target in citation['targets']:
                    forms['version', target['version_status']] += 1
                if not citation['text'].startswith('《') and not IMPLEMENTING.match(citation['text']):
                    continue
                title = citation['targets'][0]['title'] or title_of(citation['text'])
                found = citation['status'] in ('resolved', 'no-such-provision')
                if AMENDING.search(title):
                    counts['amending'] += 1
                    continue
                if not LAW.search(title) and not TREATY.search(title):
                    counts['no law'] += 1
                    continue
                kind = 'resolved' if found else classify(title, ended)
                counts[kind] += 1
                if not found:
                    details[kind, folded(title)] += 1
    if args.details:
        with open(args.details, 'w', encoding='utf-8') as out:
            for (kind, title), n in details.most_common():
                out.write(f'{n}\t{kind}\t{title}\n')
    for key, n in sorted(forms.items()):
        print(f'{key[0]:10} {key[1]:24} {n}')
    for key, n in counts.most_common():
        print(f'{key:10} {n}')
    laws = sum(n for key, n in counts.items() if key not in ('no law', 'amending', 'treaty'))
    print(json.dumps({'files': len(files), 'titles': sum(counts.values()), 'laws': laws, 'resolved': counts['resolved'],
                      'titles_resolved': round(counts['resolved'] / max(laws, 1), 4)}))


if __name__ == '__main__':
    main()
