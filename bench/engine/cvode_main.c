// CVODE as a modeller would use it by hand: BDF with an analytic Jacobian, restarted at doses and
// events, over a whole population. MODEL names the generated header. SUNDIALS 6 or later.
//
// usage: program dense|klu|amd RELATIVE JOB PATIENTS REPEATS [OUT]
//
// JOB is doubles: patients, outputs, scheduled jumps, end; absolute tolerance per unit of relative
// tolerance [N]; output times; times of jumps; actions of jumps; then per patient parameters [NP] and
// states [N]. OUT gets [patient][output][N] in the quantities of the symbols; NaN from a failure on.
// One line of JSON per repeat: processor seconds of the integration alone, the work done, and the
// largest memory of the process so far.

#include <cvode/cvode.h>
#include <math.h>
#include <nvector/nvector_serial.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>
#include <time.h>
#include MODEL

static double p[NP + 1], q[NQ];
static long steps, rhs_calls, jacobians, setups;

static int on_rhs(realtype t, N_Vector y, N_Vector f, void *user) {
  rhs(t, N_VGetArrayPointer(y), p, q, N_VGetArrayPointer(f));
  return 0;
}

static int on_dense(realtype t, N_Vector y, N_Vector f, SUNMatrix J, void *user, N_Vector v1,
                    N_Vector v2, N_Vector v3) {
  static double entries[NNZ];
  double *matrix = SUNDenseMatrix_Data(J);
  jacobian_sparse(t, N_VGetArrayPointer(y), p, q, entries);
  for (int c = 0; c < N; c++)
    for (int i = column_starts[c]; i < column_starts[c + 1]; i++)
      matrix[row_indices[i] + (size_t)c * N] = entries[i];
  return 0;
}

static int on_sparse(realtype t, N_Vector y, N_Vector f, SUNMatrix J, void *user, N_Vector v1,
                     N_Vector v2, N_Vector v3) {
  sunindextype *starts = SUNSparseMatrix_IndexPointers(J);
  sunindextype *rows = SUNSparseMatrix_IndexValues(J);
  for (int i = 0; i <= N; i++) starts[i] = column_starts[i];
  for (int i = 0; i < NNZ; i++) rows[i] = row_indices[i];
  jacobian_sparse(t, N_VGetArrayPointer(y), p, q, SUNSparseMatrix_Data(J));
  return 0;
}

static int on_roots(realtype t, N_Vector y, realtype *g, void *user) {
  roots(t, N_VGetArrayPointer(y), p, q, g);
  return 0;
}

// Processor time: other work on the machine does not count.
static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static long peak_memory(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void count_work(void *cvode) {
  long n;
  CVodeGetNumSteps(cvode, &n), steps += n;
  CVodeGetNumRhsEvals(cvode, &n), rhs_calls += n;
  CVodeGetNumJacEvals(cvode, &n), jacobians += n;
  CVodeGetNumLinSolvSetups(cvode, &n), setups += n;
}
static int fire(int *before, double t, double *y, int *after) {
  int fired = 0;
  for (int k = 0; k < NEVENT; k++)
    if (after[k] && !before[k]) {
      jump(NACTION + k, t, y, p, q);
      hoist(p, q);
      fired = 1;
    }
  for (int k = 0; k < NEVENT; k++) before[k] = after[k];
  return fired;
}

// Triggers just past a root, where the differences that decide them are not zero.
static void triggers_past(double t, const double *y, double step, int *out) {
  static double f[N], ahead[N];
  double little = 1e-9 * step + 1e-14 * fabs(t);
  rhs(t, y, p, q, f);
  for (int i = 0; i < N; i++) ahead[i] = y[i] + little * f[i];
  triggers(t + little, ahead, p, q, out);
}

int main(int argc, char **argv) {
  if (argc < 6) return 2;
  int dense = !strcmp(argv[1], "dense"), amd = !strcmp(argv[1], "amd");
  double relative = atof(argv[2]);
  int patients = atoi(argv[4]), repeats = atoi(argv[5]);
  FILE *file = fopen(argv[3], "rb");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  double *job = malloc(size);
  if (fread(job, 1, size, file) != (size_t)size) return 3;
  fclose(file);
  int outputs = job[1], jumps = job[2];
  double end = job[3];
  const double *absolute = job + 4, *save = absolute + N, *when = save + outputs;
  const double *what = when + jumps, *population = what + jumps;
  if (patients > job[0]) return 4;
  double *out = malloc(sizeof(double) * patients * outputs * N);

  SUNContext context;
  SUNContext_Create(NULL, &context);
  N_Vector y = N_VNew_Serial(N, context), tolerance = N_VNew_Serial(N, context);
  double *values = N_VGetArrayPointer(y);
  for (int i = 0; i < N; i++) N_VGetArrayPointer(tolerance)[i] = relative * absolute[i];
  memcpy(values, population + NP, sizeof(double) * N);
  void *cvode = CVodeCreate(CV_BDF, context);
  CVodeInit(cvode, on_rhs, 0, y);
  CVodeSVtolerances(cvode, relative, tolerance);
  // Between outputs. A loose tolerance can make CVODE crawl; only a reference may take long.
  CVodeSetMaxNumSteps(cvode, relative > 1e-9 ? 20000 : 1000000);
  SUNMatrix matrix = dense ? SUNDenseMatrix(N, N, context)
                           : SUNSparseMatrix(N, N, NNZ, CSC_MAT, context);
  SUNLinearSolver solver =
      dense ? SUNLinSol_Dense(y, matrix, context) : SUNLinSol_KLU(y, matrix, context);
  // 0 is AMD; KLU's default in SUNDIALS, COLAMD, fills in far more on these matrices.
  if (amd) SUNLinSol_KLUSetOrdering(solver, 0);
  CVodeSetLinearSolver(cvode, solver, matrix);
  CVodeSetJacFn(cvode, dense ? on_dense : on_sparse);
  if (NEVENT > 0) {
    CVodeRootInit(cvode, NROOT, on_roots);
    CVodeSetNoInactiveRootWarn(cvode);
  }
  if (!getenv("CVODE_MESSAGES")) CVodeSetErrFile(cvode, NULL);

  for (int repeat = 0; repeat < repeats; repeat++) {
    int failed = 0;
    steps = rhs_calls = jacobians = setups = 0;
    for (long i = 0; i < (long)patients * outputs * N; i++) out[i] = NAN;
    double begin = now();
    for (int k = 0; k < patients; k++) {
      const double *patient = population + (size_t)k * (NP + N);
      memcpy(p, patient, sizeof(double) * NP);
      memcpy(values, patient + NP, sizeof(double) * N);
      hoist(p, q);
      int before[NEVENT + 1], after[NEVENT + 1];
      memcpy(before, trigger_starts, sizeof(int) * NEVENT);
      triggers(0, values, p, q, after);
      fire(before, 0, values, after);
      int next = 0, saved = 0;
      double t = 0;
      while (next < jumps && when[next] <= 0) jump(what[next++], 0, values, p, q), hoist(p, q);
      CVodeReInit(cvode, 0, y);
      while (t < end) {
        double stop = next < jumps && when[next] < end ? when[next] : end;
        double goal = saved < outputs && save[saved] < stop ? save[saved] : stop;
        CVodeSetStopTime(cvode, stop);
        int flag = CVode(cvode, goal, y, &t, CV_NORMAL);
        if (flag < 0) {
          failed++;
          break;
        }
        if (flag == CV_ROOT_RETURN) {
          double step;
          CVodeGetLastStep(cvode, &step);
          triggers_past(t, values, step, after);
          if (fire(before, t, values, after)) {
            count_work(cvode);
            CVodeReInit(cvode, t, y);
          }
        }
        while (saved < outputs && save[saved] <= t)
          observe(t, values, p, q, out + ((size_t)k * outputs + saved++) * N);
        if (t == stop && t < end) {
          while (next < jumps && when[next] <= t) jump(what[next++], t, values, p, q);
          hoist(p, q);
          count_work(cvode);
          CVodeReInit(cvode, t, y);
        }
      }
      count_work(cvode);
    }
    double seconds = now() - begin;
    printf("{\"seconds\":%.9g,\"failed\":%d,\"steps\":%ld,\"rhsCalls\":%ld,\"jacobians\":%ld,"
           "\"factorizations\":%ld,\"kib\":%ld}\n",
           seconds, failed, steps, rhs_calls, jacobians, setups, peak_memory());
  }
  if (argc > 6) {
    file = fopen(argv[6], "wb");
    fwrite(out, sizeof(double), (size_t)patients * outputs * N, file);
    fclose(file);
  }
  return 0;
}
