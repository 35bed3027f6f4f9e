// An HTTP/1.1 server on 127.0.0.1, for mocks: libuv's sockets with http-parser, on a thread of its
// own. Connections are kept alive; requests are bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/message.h"

namespace plumbline::http {

class Server {
 public:
  // Called on the server's thread, one request at a time. The response is sent as it is: a
  // Content-Length is added where the headers name none.
  using Handler = std::function<Response(const Request&)>;

  // Listens when the constructor returns. Port 0 takes a free one. Throws Error where the port
  // cannot be had.
  explicit Server(Handler handler, std::uint16_t port = 0);
  ~Server();  // closes every connection and joins the thread
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port()); }

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace plumbline::http
