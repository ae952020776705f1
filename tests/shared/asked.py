#!/usr/bin/env python3
"""Questions that name a place: no basis from another one. Questions without an answer: none is invented.

asked.py --quanze Q --db DIR --territory FILE --unanswerable FILE prints each miss and, as its last line, the shares as
JSON: own_place (no basis of another place), refused (no answer).
"""
import argparse
import csv
import json
import subprocess
import tempfile


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t"))


def ask(opts, rows):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".tsv") as f:
        f.writelines(f"{r['qid']}\t{r['question']}\n" for r in rows)
        f.flush()
        out = subprocess.run([opts.quanze, "ask", "--db", opts.db, "--batch", f.name, "--format", "jsonl"],
                             check=True, capture_output=True, text=True).stdout
    return {a["qid"]: a for a in map(json.loads, out.splitlines())}


def strangers(answer, place):
    """Territories of its basis that are neither the nation's nor contain the place."""
    found = {b["territory"] for a in answer["answers"] for b in a["basis"] if b["territory"]}
    return sorted(t for t in found if t != "全国" and not place.startswith(t))


def main():
    parser = argparse.ArgumentParser()
    for name in ("quanze", "db", "territory", "unanswerable"):
        parser.add_argument(f"--{name}", required=True)
    opts = parser.parse_args()
    placed, unanswerable = read(opts.territory), read(opts.unanswerable)
    answers = ask(opts, placed)
    wrong = [(r, strangers(answers[r["qid"]], r["place"])) for r in placed]
    wrong = [(r, t) for r, t in wrong if t or answers[r["qid"]]["slots"]["place"] != r["place"]]
    for r, t in wrong:
        print("own_place", r["qid"], r["question"], t, answers[r["qid"]]["slots"]["place"])
    answers = ask(opts, unanswerable)
    invented = [r for r in unanswerable if answers[r["qid"]]["answers"]]
    for r in invented:
        print("refused", r["qid"], r["question"], [a["holder"] for a in answers[r["qid"]]["answers"]])
    print(json.dumps({"own_place": round(1 - len(wrong) / len(placed), 4),
                      "refused": round(1 - len(invented) / len(unanswerable), 4), "n": len(placed) + len(unanswerable)}))


if __name__ == "__main__":
    main()
