#include "document/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

namespace plumbline::document {
namespace {

namespace fs = std::filesystem;

std::string ErrorOf(const std::function<void()>& call) {
  try {
    call();
    return "no error";
  } catch (const Error& error) {
    return error.what();
  }
}

// A folder of its own for each test:
//   secret.yaml
//   api/openapi.yaml
//   api/parts/b.yaml
//   api/link.yaml -> ../secret.yaml
std::string Folder() {
  const fs::path folder = fs::path(testing::TempDir()) / "plumbline-store-test" /
                          testing::UnitTest::GetInstance()->current_test_info()->name();
  fs::remove_all(folder);
  fs::create_directories(folder / "api/parts");
  std::ofstream(folder / "secret.yaml") << "password: x\n";
  std::ofstream(folder / "api/openapi.yaml") << "a: 1\nb: 2\n";
  std::ofstream(folder / "api/parts/b.yaml") << "c: 3\n";
  fs::create_symlink("../secret.yaml", folder / "api/link.yaml");
  return folder.string();
}

TEST(Store, ReadsEachFileOnce) {
  const std::string folder = Folder() + "/api";
  Store store(folder);
  const Document& root = store.Load(folder + "/openapi.yaml");
  EXPECT_EQ(root.source.name(), folder + "/openapi.yaml");
  EXPECT_EQ(&store.Load(folder + "/parts/../openapi.yaml"), &root);
  const Document& part = store.LoadRelative(Node(root), "parts/b.yaml");
  EXPECT_EQ(part.source.name(), folder + "/parts/b.yaml");
  EXPECT_EQ(&store.LoadRelative(Node(part), "../openapi.yaml"), &root);
  EXPECT_EQ(store.documents().size(), 2u);
}

TEST(Store, TheFolderMayBeWrittenWithASlashAtItsEnd) {
  const std::string folder = Folder() + "/api";
  Store store(folder + "/");
  const Document& root = store.Load(folder + "/openapi.yaml");
  EXPECT_EQ(store.LoadRelative(Node(root), "parts/b.yaml").root.Find("c")->text, "3");
}

TEST(Store, RefusesFilesOutsideItsFolder) {
  const std::string folder = Folder();
  const std::string name = folder + "/api/openapi.yaml";
  Store store(folder + "/api");
  const Document& root = store.Load(name);
  const Node from = *Node(root).Find("b");
  for (const std::string& path :
       {std::string("../secret.yaml"), std::string("parts/../../secret.yaml"), std::string("link.yaml"),
        folder + "/secret.yaml", std::string("/etc/passwd"), std::string("../api-2/x.yaml")}) {
    EXPECT_EQ(ErrorOf([&] { store.LoadRelative(from, path); }),
              name + ":2:4: refers to '" + path + "', outside the contract's folder; only files below it are read");
  }
}

TEST(Store, NamesAMissingFileAtThePlaceThatRefersToIt) {
  const std::string folder = Folder() + "/api";
  Store store(folder);
  const Document& root = store.Load(folder + "/openapi.yaml");
  EXPECT_EQ(ErrorOf([&] { store.LoadRelative(*Node(root).Find("b"), "parts/none.yaml"); }),
            folder + "/openapi.yaml:2:4: refers to the file 'parts/none.yaml', which does not exist");
}

TEST(Store, AFileThatCannotBeReadLeavesNoTrace) {
  const std::string folder = Folder();
  Store store(folder);
  EXPECT_EQ(ErrorOf([&] { store.Load(folder + "/none.yaml"); }), folder + "/none.yaml: no such file");
  EXPECT_TRUE(store.documents().empty());
}

TEST(Store, AFileThatCannotBeReadIsTriedOnce) {
  const std::string folder = Folder();
  std::ofstream(folder + "/broken.yaml") << "a: [\n";
  Store store(folder);
  const std::string first = ErrorOf([&] { store.Load(folder + "/broken.yaml"); });
  EXPECT_FALSE(first.empty());
  std::ofstream(folder + "/broken.yaml") << "a: 1\n";
  EXPECT_EQ(ErrorOf([&] { store.Load(folder + "/broken.yaml"); }), first);
}

// A relative name of a file that is not there lies in the folder all the same.
TEST(Store, AMissingFileOfTheWorkingFolderIsNamedAsMissing) {
  Store store(".");
  const Document& root = store.Add(ParseYaml("here.yaml", "a: 1"));
  EXPECT_EQ(ErrorOf([&] { store.LoadRelative(Node(root), "plumbline-none.yaml"); }),
            "here.yaml:1:1: refers to the file 'plumbline-none.yaml', which does not exist");
}

TEST(Store, WithoutAFolderReadsNoFurtherFile) {
  const std::string folder = Folder();
  Store store("");
  const Document& root = store.Add(ParseYaml(folder + "/api/openapi.yaml", "a: 1"));
  EXPECT_EQ(
      ErrorOf([&] { store.LoadRelative(Node(root), "parts/b.yaml"); }),
      folder +
          "/api/openapi.yaml:1:1: refers to 'parts/b.yaml', outside the contract's folder; only files below it are read");
  EXPECT_EQ(&store.LoadRelative(Node(root), "openapi.yaml"), &root);
}

TEST(Store, LimitsHoldForEachDocument) {
  const std::string folder = Folder();
  Store store(folder, {.max_bytes = 5});
  EXPECT_EQ(ErrorOf([&] { store.Load(folder + "/secret.yaml"); }),
            folder + "/secret.yaml: holds more than 5 bytes, which is all that is read");
}

}  // namespace
}  // namespace plumbline::document
