"""A supplier's price list as CSV: LINES parts, at prices that differ with ROUND.
usage: make_prices.py LINES ROUND > prices.csv
"""
import sys

lines, turn = int(sys.argv[1]), int(sys.argv[2])
print("sku,name,cost,price,maker_number,gtin,unit")
for i in range(lines):
    digits = f"{400000000000 + i}"
    check = -sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10
    cost = 100 + (i * 7919 + turn * 13) % 90000
    print(f"SKU-{i:06},\"Filter, washable, V{i % 97} no. {i}\",{cost / 100:.2f},{cost * 2 / 100:.2f},"
          f"M{i * 31 % 1000003:07}-{i % 10},{digits}{check},{('piece', 'set', 'metre')[i % 3]}")
