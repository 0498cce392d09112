#!/usr/bin/env python3
"""What polars needs for the workbook of `doudi bench intake --keep DIR`: cells only, no layout and no complaints.

    pip install polars==2.1.0 fastexcel==0.21.0
    scripts/peers/polars_workbook.py DIR [READINGS]

Seconds of the wall, and of both processors together: the least, the middle and the most of the readings.
"""
import sys
import time

import polars

file = f"{sys.argv[1]}/declarations.xlsx"
readings = int(sys.argv[2]) if len(sys.argv) > 2 else 7
walls, processors = [], []
for _ in range(readings):
    wall, processor = time.perf_counter(), time.process_time()
    rows, columns = polars.read_excel(file, engine="calamine").shape
    walls.append(time.perf_counter() - wall)
    processors.append(time.process_time() - processor)


def told(seconds):
    seconds = sorted(seconds)
    return f"{seconds[0]:.2f} / {seconds[len(seconds) // 2]:.2f} / {seconds[-1]:.2f} s"


print(f"{rows} rows of {columns} columns: wall {told(walls)}, processor {told(processors)}")
