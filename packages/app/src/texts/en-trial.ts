// Words of page Trial.

export const trial = {
  title: "Trial",
};
