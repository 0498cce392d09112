#!/usr/bin/env python3
"""What DuckDB needs for the lists of `doudi bench link --keep DIR` and `doudi bench join --keep DIR`.

    pip install duckdb==2.0.0
    scripts/peers/duckdb_lists.py DIR PEOPLE join|cascade

`join` joins on the identity number; `cascade` links by four keys, each taking what is alone under it.
"""
import sys
import time

import duckdb

folder, people, what = sys.argv[1], sys.argv[2], sys.argv[3]
left, right = (f"read_parquet('{folder}/{side}-{people}.parquet')" for side in ("left", "right"))
database = duckdb.connect()
database.execute("SET threads = 2")
began = time.perf_counter()
if what == "join":
    pairs = f"SELECT l.key AS left_key, r.key AS right_key FROM {left} l JOIN {right} r ON l.id_no = r.id_no"
    database.execute(f"COPY ({pairs}) TO '{folder}/duckdb-{people}.csv' (HEADER)")
    written = time.perf_counter() - began
    began = time.perf_counter()
    count = database.execute(f"SELECT count(*) FROM {left} l JOIN {right} r ON l.id_no = r.id_no").fetchone()[0]
    print(f"{count} pairs; written in {written:.2f} s, only counted in {time.perf_counter() - began:.2f} s")
else:
    database.execute(f"CREATE TABLE l AS SELECT * FROM {left}")
    database.execute(f"CREATE TABLE r AS SELECT * FROM {right}")
    database.execute("CREATE TABLE links (left_key VARCHAR, right_key VARCHAR)")
    for key in (["id_no"], ["name", "birth_date"], ["name", "village_code", "sex"], ["name", "phone"]):
        columns = ", ".join(key)
        def alone(table, side):
            return (
                f"SELECT {columns}, min(key) AS key FROM {table} WHERE key NOT IN (SELECT {side} FROM links) "
                f"AND {' AND '.join(f'{column} IS NOT NULL' for column in key)} GROUP BY {columns} HAVING count(*) = 1"
            )
        database.execute(
            f"INSERT INTO links SELECT a.key, b.key FROM ({alone('l', 'left_key')}) a JOIN ({alone('r', 'right_key')}) b USING ({columns})"
        )
    database.execute(f"COPY links TO '{folder}/duckdb-{people}.csv' (HEADER)")
    seconds = time.perf_counter() - began
    truth = f"read_csv('{folder}/truth-{people}.csv', header = true)"
    linked, right_ones, wanted = database.execute(
        f"SELECT (SELECT count(*) FROM links), (SELECT count(*) FROM links JOIN {truth} t USING (left_key, right_key)), (SELECT count(*) FROM {truth})"
    ).fetchone()
    precision, recall = right_ones / linked, right_ones / wanted
    print(f"{linked} links in {seconds:.2f} s: precision {precision:.4f} recall {recall:.4f} F1 {2 * precision * recall / (precision + recall):.4f}")
