# Seconds that classInt takes for the exact natural breaks of so many values into 7 classes, and the squares they leave.
# Without `largeN` it would look at a sample only.
suppressPackageStartupMessages(library(classInt))
n <- as.integer(commandArgs(trailingOnly = TRUE)[1])
x <- exp(((seq_len(n) * 7919) %% 100003) / 20000)
seconds <- system.time(found <- classIntervals(x, 7, style = "fisher", largeN = n + 1))[["elapsed"]]
class <- cut(x, found$brks, include.lowest = TRUE, right = FALSE)
squares <- sum(tapply(x, class, function(of) sum((of - mean(of))^2)))
cat(seconds, format(squares, digits = 17), "\n")
