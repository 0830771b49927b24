# Shares and rates of a register's problems by R: Rscript shares.R FILE.csv SETTLEMENTS.csv, an export of settlements and where
# they are. Limits by binom.test and poisson.test, what is smoothed by spdep::EBest, by spdep::EBlocal among the six nearest,
# and by the gamma posterior of the prior. Stops at the first figure that differs
# beyond the six decimals of an export.
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

here <- places[places$population > 0 & !is.na(places$population), ]
stopifnot(nrow(here) > 40)
if (any(!is.na(places[is.na(places$population) | places$population == 0, "per_1000"]))) stop("a rate of nobody is told")
compare("per_1000", here$per_1000, 1000 * here$open / here$population)
limits <- 1000 * mapply(function(n, of) poisson.test(n, of)$conf.int, here$open, here$population)
compare("per_1000 low", here$per_1000_low, limits[1, ])
compare("per_1000 high", here$per_1000_high, limits[2, ])
smoothed <- EBest(here$open, here$population)
compare("per_1000 smoothed", here$per_1000_smoothed, 1000 * smoothed$estmm)
prior <- attr(smoothed, "parameters")
stopifnot(prior$a > 0)
posterior <- function(chance) 1000 * qgamma(chance, prior$b^2 / prior$a + here$open, prior$b / prior$a + here$population)
compare("per_1000 smoothed low", here$per_1000_smoothed_low, posterior(0.025))
compare("per_1000 smoothed high", here$per_1000_smoothed_high, posterior(0.975))

points <- read.csv(commandArgs(trailingOnly = TRUE)[2])
points <- points[match(here$kato, points$kato), ]
stopifnot(!anyNA(points$lon))
nearest <- knn2nb(knearneigh(cbind(points$lon, points$lat), k = 6, longlat = TRUE))
compare("per_1000 local", here$per_1000_local, 1000 * EBlocal(here$open, here$population, nearest, geoda = TRUE)$est)
