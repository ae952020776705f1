#!/usr/bin/env python3
"""Ranking on a set of questions with known answers, with and without taught questions, by cross-validation.

    tests/shared/taught.py INDEX QUERIES QRELS [--build BUILD] [--folds 5] [--split train]

INDEX is an index of the set's records; it is copied, and each fold's copy is taught the questions of the other
folds. QUERIES: qid, split, query; QRELS: qid, docid, rel, split (tab-separated, one header line). Printed are the
figures without anything taught, with it, and apart for the questions none of whose answers was ever taught.
"""
import argparse
import collections
import math
import os
import shutil
import subprocess
import tempfile


def rows(path):
    with open(path, encoding="utf-8") as file:
        next(file)
        for line in file:
            yield line.rstrip("\n").split("\t")


def measure(run, wanted, qids):
    sums = collections.Counter()
    for qid in qids:
        places = [i for i, doc in enumerate(run.get(qid, [])) if doc in wanted[qid]]
        n = len(wanted[qid])
        if places and places[0] < 10:
            sums["mrr@10"] += 1 / (places[0] + 1)
        for depth in (10, 100):
            sums[f"r@{depth}"] += sum(i < depth for i in places) / n
        ideal = sum(1 / math.log2(i + 2) for i in range(min(n, 10)))
        sums["ndcg@10"] += sum(1 / math.log2(i + 2) for i in places if i < 10) / ideal
    return {name: sums[name] / max(len(qids), 1) for name in ("mrr@10", "r@10", "r@100", "ndcg@10")}


def search(quanze, db, queries, qids, folder):
    batch = os.path.join(folder, "batch.tsv")
    with open(batch, "w", encoding="utf-8") as file:
        file.writelines(f"{qid}\t{queries[qid]}\n" for qid in qids)
    out = subprocess.run([quanze, "search", "--db", db, "--batch", batch, "--format", "trec", "--limit", "100"],
                         check=True, capture_output=True, text=True).stdout
    run = collections.defaultdict(list)
    for line in out.splitlines():
        qid, _, doc = line.split()[:3]
        run[qid].append(doc)
    return run


def teach(indexer, db, queries, wanted, qids, folder):
    file = os.path.join(folder, "questions.tsv")
    with open(file, "w", encoding="utf-8") as out:
        out.writelines(f"{queries[qid]}\t{doc}\n" for qid in qids for doc in sorted(wanted[qid]))
    subprocess.run([indexer, "--quiet", "--db", db, "--questions", file], check=True)


def show(name, figures, n):
    print(f"{name:<34} n {n:<5}" + " ".join(f"{key} {value:.3f}" for key, value in figures.items()))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("index")
    parser.add_argument("queries")
    parser.add_argument("qrels")
    parser.add_argument("--build", default="build/release")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--split", default="train")
    args = parser.parse_args()
    quanze, indexer = (os.path.join(args.build, name) for name in ("search/quanze", "indexer/quanze-index"))
    queries = {qid: text for qid, split, text in rows(args.queries) if split == args.split}
    wanted = collections.defaultdict(set)
    for qid, doc, _, split in rows(args.qrels):
        if split == args.split:
            wanted[qid].add(doc)
    qids = [qid for qid in queries if wanted[qid]]
    taught_run, never = {}, []
    with tempfile.TemporaryDirectory() as folder:
        plain_run = search(quanze, args.index, queries, qids, folder)
        for fold in range(args.folds):
            others = [qid for i, qid in enumerate(qids) if i % args.folds != fold]
            own = [qid for i, qid in enumerate(qids) if i % args.folds == fold]
            db = os.path.join(folder, "db")
            shutil.copytree(args.index, db)
            teach(indexer, db, queries, wanted, others, folder)
            taught_run.update(search(quanze, db, queries, own, folder))
            shutil.rmtree(db)
            known = set().union(*(wanted[qid] for qid in others))
            never += [qid for qid in own if not wanted[qid] & known]
    show("nothing taught", measure(plain_run, wanted, qids), len(qids))
    show("other folds taught", measure(taught_run, wanted, qids), len(qids))
    show("answers never taught, nothing taught", measure(plain_run, wanted, never), len(never))
    show("answers never taught, others taught", measure(taught_run, wanted, never), len(never))


if __name__ == "__main__":
    main()
