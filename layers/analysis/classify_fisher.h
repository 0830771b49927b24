// Natural breaks (Fisher 1958), exact: the partition of sorted values with the least within-class sum of squares.
#pragma once
#include <span>
#include <vector>

namespace riskmap {

// `sorted` ascending, not empty; 1 <= count <= number of distinct values. Gives count + 1 breaks: the minimum, then the
// largest member of each class. Among partitions of equal sum the one with the lower breaks wins.
// Divide and conquer over the dynamic programme's layers: O(count · n · log n) for n distinct values.
std::vector<double> fisher_breaks(std::span<const double> sorted, int count);

}  // namespace riskmap
