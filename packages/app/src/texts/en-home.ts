// Words of page Home.

export const home = {
  title: "Home",
};
