/**
 * How much one column of groups tells about another column of labels, over weighted samples: the drop in entropy (nats)
 * when the group is known. Shannon's mutual information; the bias of small groups is taken off as Miller and Madow do
 * (half a nat for each further label seen, by the effective number of samples).
 */
export function information(
  groups: Int32Array,
  labels: Int32Array,
  weights: Float64Array,
  sizes: { readonly groups: number; readonly labels: number },
): number {
  const table = new Float64Array(sizes.groups * sizes.labels);
  const sums = new Float64Array(sizes.groups);
  const squares = new Float64Array(sizes.groups);
  const whole = new Float64Array(sizes.labels);
  let total = 0;
  let totalSquares = 0;
  let everything = 0;
  for (let sample = 0; sample < groups.length; sample += 1) {
    const weight = weights[sample]!;
    everything += weight;
    const group = groups[sample]!;
    if (group < 0) continue;
    table[group * sizes.labels + labels[sample]!]! += weight;
    whole[labels[sample]!]! += weight;
    sums[group]! += weight;
    squares[group]! += weight * weight;
    total += weight;
    totalSquares += weight * weight;
  }
  if (total === 0) return 0;
  let gain = entropy(whole, 0, sizes.labels, total, totalSquares);
  for (let group = 0; group < sizes.groups; group += 1) {
    const sum = sums[group]!;
    if (sum > 0) gain -= (sum / total) * entropy(table, group * sizes.labels, sizes.labels, sum, squares[group]!);
  }
  // A question that applies in a part of the samples only tells something in that part.
  return Math.max(0, gain) * (total / everything);
}

function entropy(table: Float64Array, from: number, count: number, sum: number, squares: number): number {
  let bits = 0;
  let seen = 0;
  for (let label = 0; label < count; label += 1) {
    const share = table[from + label]! / sum;
    if (share <= 0) continue;
    seen += 1;
    bits -= share * Math.log(share);
  }
  return bits + ((seen - 1) * squares) / (2 * sum * sum);
}
