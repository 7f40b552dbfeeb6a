/** The public repositories that an external connection can name, with their package formats. */
export const EXTERNAL_CONNECTIONS: Readonly<Record<string, string>> = {
  "public:npmjs": "npm",
  "public:pypi": "pypi",
  "public:nuget-org": "nuget",
  "public:maven-central": "maven",
  "public:maven-googleandroid": "maven",
  "public:maven-gradleplugins": "maven",
  "public:maven-commonsware": "maven",
  "public:maven-clojars": "maven",
  "public:ruby-gems-org": "ruby",
  "public:crates-io": "cargo",
};
