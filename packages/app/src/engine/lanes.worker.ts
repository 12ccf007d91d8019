// Entry of a worker that integrates blocks of patients for a pool.

import "@chondron/solver/worker";
