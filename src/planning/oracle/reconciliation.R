# Prints reconciled forecasts by the dense formula S (S' W^-1 S)^-1 S' W^-1 y with W as the package hts estimates it
# (shrink.estim: Schaefer and Strimmer 2005), of a nested and a crossed hierarchy, as JSON: what ours is compared with.
#   Rscript src/planning/oracle/reconciliation.R > src/planning/oracle/reconciliation.json
#   npx biome format --write src/planning/oracle
# Made with R 4.2.2 and jsonlite (Debian 12: r-cran-jsonlite).
set.seed(7)

shrink <- function(x) {
  n <- nrow(x)
  covm <- crossprod(x) / n
  tar <- diag(diag(covm))
  corm <- cov2cor(covm)
  xs <- scale(x, center = FALSE, scale = sqrt(diag(covm)))
  v <- (1 / (n * (n - 1))) * (crossprod(xs^2) - 1 / n * (crossprod(xs))^2)
  diag(v) <- 0
  d <- (corm - diag(ncol(x)))^2
  lambda <- max(min(sum(v) / sum(d), 1), 0)
  list(lambda = lambda, w = lambda * tar + (1 - lambda) * covm)
}
dense <- function(s, w, y) s %*% solve(t(s) %*% solve(w, s), t(s) %*% solve(w, y))

case <- function(codes, levels, times) {
  n <- nrow(codes)
  rows <- list()
  for (level in levels) {
    key <- if (length(level) == 0) rep("", n) else apply(codes[, level, drop = FALSE], 1, paste, collapse = " ")
    for (k in unique(key)) rows[[length(rows) + 1]] <- as.numeric(key == k)
  }
  s <- rbind(do.call(rbind, rows), diag(n))
  nodes <- nrow(s)
  shared <- rnorm(times)
  leaf <- sapply(1:n, function(i) i * (rnorm(times) + 0.6 * shared))
  x <- t(s %*% t(leaf)) + matrix(rnorm(times * nodes), times) * rep(1 + 0.3 * rowSums(s), each = times)
  base <- cbind(s %*% (10 * (1:n)) + rnorm(nodes, sd = 4), s %*% (5 * (n:1)) + rnorm(nodes, sd = 4))
  est <- shrink(x)
  list(codes = codes - 1, levels = lapply(levels, function(l) as.list(l - 1)), errors = t(x), base = base, lambda = est$lambda,
       mint = dense(s, est$w, base), structural = dense(s, diag(rowSums(s)), base))
}

nested <- case(cbind(c(1, 1, 2, 2)), list(c(), c(1)), 20)
grid <- as.matrix(expand.grid(1:3, 1:4))
crossed <- case(cbind(grid, c(1, 1, 2, 2)[grid[, 2]]), list(c(), c(1), c(3), c(2), c(1, 3)), 9)
cat(jsonlite::toJSON(list(nested = nested, crossed = crossed), digits = 16, auto_unbox = TRUE))
