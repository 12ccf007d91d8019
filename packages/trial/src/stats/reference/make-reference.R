# Reference values for the tests beside this folder, from R and its package survival.
# Run in this folder: Rscript make-reference.R. Numbers are written with 17 significant digits,
# which give back every double exactly. The data are drawn here, with arms of unequal size.

library(survival)
digits <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))
write_table <- function(frame, file) {
  numeric <- vapply(frame, is.double, logical(1))
  frame[numeric] <- lapply(frame[numeric], digits)
  write.table(frame, file, sep = "\t", quote = FALSE, row.names = FALSE)
}

# --- distributions: cdf and upper tail at x, quantile at p -----------------------------------
probabilities <- c(1e-12, 1e-6, 0.001, 0.025, 0.1, 0.31, 0.4999, 0.5, 0.6, 0.9, 0.975, 0.999, 1 - 1e-6)
# qt and qf lose digits in some tails (qf(1e-12, 1, 1) gives 0); Newton steps with R's own cdf
# and density on the smaller tail bring them back.
refine <- function(x, p, cdf, density, ...) {
  for (i in 1:6) {
    lower <- (cdf(x, ...) - p) / density(x, ...)
    upper <- ((1 - p) - cdf(x, ..., lower.tail = FALSE)) / density(x, ...)
    x <- x - ifelse(p <= 0.5, lower, upper)
  }
  x
}
family <- function(name, cdf, quantile, density, a, b, ...) {
  x <- quantile(probabilities, ...)
  x <- ifelse(x == 0 & name == "f", 2e-24, x)
  data.frame(family = name, a = a, b = b, p = probabilities, x = x,
             cdf = cdf(x, ...), upper = cdf(x, ..., lower.tail = FALSE),
             quantile = refine(x, probabilities, cdf, density, ...))
}
rows <- list(family("normal", pnorm, qnorm, dnorm, 0, 1))
for (df in c(0.7, 1, 2, 5, 29.5, 120, 594, 20000))
  rows <- c(rows, list(family("t", pt, qt, dt, df, 0, df = df)))
for (df in c(0.5, 1, 2, 3, 10, 57.3, 600, 5000))
  rows <- c(rows, list(family("chisq", pchisq, qchisq, dchisq, df, 0, df = df)))
for (d in list(c(1, 1), c(2, 7), c(3, 594), c(12, 40.5), c(600, 600)))
  rows <- c(rows, list(family("f", pf, qf, stats::df, d[1], d[2], df1 = d[1], df2 = d[2])))
for (s in list(c(0.5, 0.5), c(1, 3), c(2.3, 8.1), c(0.2, 30), c(40, 60), c(900, 1200)))
  rows <- c(rows, list(family("beta", pbeta, qbeta, dbeta, s[1], s[2], shape1 = s[1], shape2 = s[2])))
for (l in list(c(0, 1), c(3.2, 0.25), c(-8, 0.9)))
  rows <- c(rows, list(family("lnorm", plnorm, qlnorm, dlnorm, l[1], l[2], meanlog = l[1], sdlog = l[2])))
write_table(do.call(rbind, rows), "distribution.tsv")

far <- c(-37.5, -20, -8.3, -5, -2.51, -2.49, -1, -0.3, 0, 1e-9, 0.4, 2.6, 7.2)
write_table(data.frame(x = far, cdf = pnorm(far), upper = pnorm(far, lower.tail = FALSE),
                       density = dnorm(far)), "normal.tsv")

# --- a trial with 3 arms of unequal size, two strata, ties in time -----------------------------
set.seed(20261123)
sizes <- c(saline = 61, msc = 37, ev = 22)
n <- sum(sizes)
trial <- data.frame(
  subject = seq_len(n),
  arm = sample(rep(names(sizes), sizes)),
  site = sample(c("A", "B", "C"), n, replace = TRUE, prob = c(0.5, 0.3, 0.2)),
  grade = sample(c("2", "3"), n, replace = TRUE),
  baseline = round(rnorm(n, 52, 14), 1)
)
effect <- c(saline = 0, msc = -6, ev = -9)
trial$change <- -14 - 0.25 * (trial$baseline - 52) + effect[trial$arm] +
  3 * (trial$grade == "3") + rnorm(n, 0, 17)
trial$responder <- as.integer(trial$change < -18)
rate <- c(saline = 1 / 500, msc = 1 / 900, ev = 1 / 1200)
event_time <- ceiling(rexp(n, rate[trial$arm]) / 14) * 14
censor_time <- pmin(730, ceiling(rexp(n, 1 / 1500) / 7) * 7)
trial$time <- pmin(event_time, censor_time)
trial$event <- as.integer(event_time <= censor_time)
write_table(trial, "trial.tsv")

results <- data.frame(case = character(), term = character(), quantity = character(), value = double())
add <- function(case, term, quantity, value) {
  results <<- rbind(results, data.frame(case = case, term = term, quantity = quantity, value = as.double(value)))
}

# --- summaries ----------------------------------------------------------------------------------
for (v in c("baseline", "change")) {
  x <- trial[[v]]
  add(v, "all", c("mean", "sd", "min", "p5", "q1", "median", "q3", "p95", "max"),
      c(mean(x), sd(x), quantile(x, c(0, 0.05, 0.25, 0.5, 0.75, 0.95, 1), type = 7)))
}

# --- ANCOVA without and with strata ----------------------------------------------------------------
trial$arm <- factor(trial$arm, levels = c("saline", "msc", "ev"))
ancova <- function(case, formula) {
  fit <- lm(formula, data = trial)
  table <- summary(fit)$coefficients
  interval <- confint(fit, level = 0.95)
  for (term in rownames(table)) {
    add(case, term, c("estimate", "standardError", "t", "p"), table[term, ])
    add(case, term, c("lower", "upper"), interval[term, ])
    add(case, term, paste0("cov ", colnames(vcov(fit))), vcov(fit)[term, ])
  }
  add(case, "model", c("df", "residualSd"), c(fit$df.residual, summary(fit)$sigma))
  x <- model.matrix(fit)
  at <- colMeans(x)
  for (arm in levels(trial$arm)) {
    row <- at
    row[grep("^arm", names(row))] <- 0
    if (arm != "saline") row[paste0("arm", arm)] <- 1
    se <- sqrt(drop(t(row) %*% vcov(fit) %*% row))
    m <- sum(row * coef(fit))
    reach <- qt(0.975, fit$df.residual)
    add(case, paste("mean", arm), c("estimate", "standardError", "lower", "upper"),
        c(m, se, m - reach * se, m + reach * se))
  }
}
ancova("ancova", change ~ baseline + arm)
ancova("ancova strata", change ~ baseline + arm + site + grade)

# --- a nearly collinear design: Longley (1967), part of R; written out for the test ----------------
write_table(data.frame(longley, check.names = FALSE), "longley.tsv")
fit <- lm(Employed ~ ., data = longley)
for (term in names(coef(fit)))
  add("longley", term, c("estimate", "standardError"), summary(fit)$coefficients[term, 1:2])

# --- risks --------------------------------------------------------------------------------------------
newcombe <- function(x, n, level) {
  w <- lapply(1:2, function(i) prop.test(x[i], n[i], conf.level = level, correct = FALSE)$conf.int)
  p <- x / n
  d <- p[1] - p[2]
  c(d - sqrt((p[1] - w[[1]][1])^2 + (w[[2]][2] - p[2])^2),
    d + sqrt((w[[1]][2] - p[1])^2 + (p[2] - w[[2]][1])^2))
}
counts <- list(c(34, 56, 22, 80), c(3, 22, 11, 61), c(1, 40, 0, 39), c(0, 12, 7, 30), c(56, 56, 48, 57),
               c(120, 200, 120, 200), c(101, 200, 100, 201))
for (c4 in counts) {
  case <- paste("risk", paste(c4, collapse = " "))
  x <- c4[c(1, 3)]; m <- c4[c(2, 4)]
  for (correct in c(FALSE, TRUE)) {
    test <- suppressWarnings(prop.test(x, m, conf.level = 0.95, correct = correct))
    add(case, if (correct) "waldContinuity" else "wald", c("estimate", "lower", "upper", "chiSquare", "p"),
        c(-diff(x / m), test$conf.int, test$statistic, test$p.value))
  }
  add(case, "newcombe", c("lower", "upper"), suppressWarnings(newcombe(x, m, 0.9)))
  wilson <- suppressWarnings(prop.test(x[1], m[1], conf.level = 0.95, correct = FALSE))
  add(case, "wilson", c("lower", "upper"), wilson$conf.int)
}

# --- Kaplan-Meier and log-rank ---------------------------------------------------------------------
curves <- list()
curve <- function(case, time, event, level = 0.95) {
  fit <- survfit(Surv(time, event) ~ 1, conf.int = level)
  curves <<- c(curves, list(data.frame(case = case, time = fit$time, atRisk = fit$n.risk,
    events = fit$n.event, censored = fit$n.censor, survival = fit$surv,
    standardError = fit$surv * fit$std.err, lower = fit$lower, upper = fit$upper)))
  add(paste("survival", case), "median", c("median", "lower", "upper"),
      summary(fit)$table[c("median", paste0(level, c("LCL", "UCL")))])
  times <- c(0, 90, 182.5, 365, 730)
  at <- summary(fit, times = times, extend = TRUE)
  add(paste("survival", case), paste("at", times), "survival", at$surv)
  add(paste("survival", case), paste("at", times), "atRisk", at$n.risk)
}
for (a in levels(trial$arm)) with(trial[trial$arm == a, ], curve(a, time, event))
curve("all", trial$time, trial$event, level = 0.9)
small <- data.frame(time = c(90, 100, 200, 300, 400, 400, 500, 600), event = c(1, 1, 1, 1, 0, 0, 1, 1))
curve("flat at half", small$time, small$event)
write_table(small, "small.tsv")
write_table(do.call(rbind, curves), "survival.tsv")

log_rank <- function(case, data) {
  test <- survdiff(Surv(time, event) ~ arm, data = droplevels(data))
  add(case, sub("arm=", "", names(test$n)), "observed", test$obs)
  add(case, sub("arm=", "", names(test$n)), "expected", test$exp)
  df <- length(test$n) - 1
  add(case, "test", c("chiSquare", "df", "p"), c(test$chisq, df, pchisq(test$chisq, df, lower.tail = FALSE)))
}
log_rank("log-rank 3 arms", trial)
log_rank("log-rank 2 arms", trial[trial$arm != "msc", ])

write_table(results, "results.tsv")
writeLines(paste("R", getRversion(), "survival", packageVersion("survival")), "versions.txt")
