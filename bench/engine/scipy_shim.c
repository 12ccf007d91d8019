// The generated functions of a case as a library that scipy_peer.py calls. The Jacobian is dense, by
// columns.

#include <math.h>
#include <string.h>
#include MODEL

static double parameters[NP + 1], hoisted[NQ];

int sizes(int what) { return what == 0 ? N : NP; }
int event_count(void) { return NEVENT; }
void set_parameters(const double *p) {
  memcpy(parameters, p, sizeof(double) * NP);
  hoist(parameters, hoisted);
}
void call_rhs(double t, const double *y, double *f) { rhs(t, y, parameters, hoisted, f); }
void call_jacobian(double t, const double *y, double *J) {
  memset(J, 0, sizeof(double) * N * N);
  static double entries[NNZ];
  jacobian_sparse(t, y, parameters, hoisted, entries);
  for (int c = 0; c < N; c++)
    for (int i = column_starts[c]; i < column_starts[c + 1]; i++)
      J[row_indices[i] + (size_t)c * N] = entries[i];
}
void call_observe(double t, const double *y, double *o) { observe(t, y, parameters, hoisted, o); }
void call_jump(int k, double t, double *y) {
  jump(k, t, y, parameters, hoisted);
  hoist(parameters, hoisted);
}
