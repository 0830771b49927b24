# Shares of a register's problems by R: Rscript shares.R FILE.csv, an export of settlements. Limits by binom.test, smoothed
# shares by spdep::EBest. Stops at the first figure that differs beyond the six decimals of an export.
suppressPackageStartupMessages(library(spdep))
places <- read.csv(commandArgs(trailingOnly = TRUE)[1])
compare <- function(what, ours, theirs) {
  stopifnot(length(ours) == length(theirs), !anyNA(ours))
  worst <- max(abs(ours - theirs))
  if (worst > 1e-6) stop(what, " differs by ", worst)
  cat(what, ": ", length(ours), " places agree within ", format(worst, digits = 2), "\n", sep = "")
}
for (share in list(c("share_solved", "problems"), c("share_with_plan", "open"))) {
  here <- places[places[[share[2]]] > 0, ]
  stopifnot(nrow(here) > 20)
  if (any(!is.na(places[places[[share[2]]] == 0, share[1]]))) stop("a share of nothing is told")
  all <- here[[share[2]]]
  count <- round(here[[share[1]]] * all)
  limits <- mapply(function(n, of) binom.test(n, of)$conf.int, count, all)
  compare(paste(share[1], "low"), here[[paste0(share[1], "_low")]], limits[1, ])
  compare(paste(share[1], "high"), here[[paste0(share[1], "_high")]], limits[2, ])
  spread <- sum(all * (count / all - sum(count) / sum(all))^2) / sum(all)
  chance <- sum(count) / sum(all) * (1 - sum(count) / sum(all)) / mean(all)
  # Where places differ no more than by chance EBest draws beyond the share of all; ours stays there.
  smoothed <- if (spread > chance) EBest(count, all, "binomial")$estmm else rep(sum(count) / sum(all), length(all))
  compare(paste(share[1], "smoothed"), here[[paste0(share[1], "_smoothed")]], smoothed)
}
