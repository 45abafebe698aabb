// Where the pages and actions of the way in are found.
//
//   /import                                upload, latest batches
//   /import/indlaesning/{id}               a batch; …/fremdrift is the part that renews itself
//   /import/koe                            what waits for a person
//   /import/dokument/{id}                  preview and correction of one document
//   /kilder/{sha}                          a source as it came, for download
//   /kilder/{sha}/side/{n}.png             a page of a PDF source as an image
#pragma once
#include <vector>

#include "intake/batch_take_back.hpp"
#include "intake/page_image.hpp"
#include "intake/upload_runner.hpp"
#include "platform/http/http.hpp"

namespace klynge::intake {

// What the routes work on; lives as long as the server.
struct RouteDeps {
  Register to;
  UploadRunner& uploads;
  TakeBackRunner& take_backs;
  PageImages& images;
};

std::vector<http::Route> routes(RouteDeps deps);

}  // namespace klynge::intake
