// Words of page Patient.

export const patient = {
  title: "Patient",
};
