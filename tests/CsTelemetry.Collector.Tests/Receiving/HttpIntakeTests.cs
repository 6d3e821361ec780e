using System.Net;
using System.Text;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Receiving.Http;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>POST /v1/publish on a real server.</summary>
public sealed class HttpIntakeTests
{
    private const int MaxBytes = 1024 * 1024;

    [Theory]
    [InlineData("application/x-protobuf")]
    [InlineData("application/protobuf")]
    public async Task A_batch_as_protobuf_is_stored_and_answered_in_the_same_type(string type)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        var request = Intake.Request(7, events: 3);
        request.Events[1].UserId = "";

        var answer = await client.PostAsync(request.ToByteArray(), type);

        Assert.Equal((HttpStatusCode.OK, type), (answer.Code, answer.Type));
        Assert.Equal((7UL, 2U, false), (answer.Response.BatchSequence, answer.Response.AcceptedCount, answer.Response.Duplicate));
        Assert.Equal(RejectionCode.MissingField, Assert.Single(answer.Response.Rejected).Code);
        Assert.Equal("demo", Assert.Single(server.Intake.Log.Batches()).Batch.Identity.Tenant);
    }

    [Fact]
    public async Task A_batch_as_json_by_protobuf_s_mapping_is_stored_and_answered_as_json()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.PostAsync(
            Encoding.UTF8.GetBytes($$"""
                {
                  "clientInstanceId": "18446744073709551615", "batch_sequence": "3", "not in the contract": {"a": [1]},
                  "events": [{"kind": "EVENT_KIND_FEATURE_USE", "sequence": "1", "occurredAtUnixMs": "{{Sample.Now.ToUnixTimeMilliseconds()}}",
                    "accountId": "acme", "userId": "ann", "feature": "größe", "properties": [{"key": "rows", "intValue": "12"}]}, {"sequence": "2"}]
                }
                """),
            "application/json; charset=utf-8");

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Code, answer.Type));
        Assert.Equal(("3", 1, false), ((string?)answer.Json["batchSequence"], (int)answer.Json["acceptedCount"]!, (bool)answer.Json["duplicate"]!));
        Assert.Equal("REJECTION_CODE_UNKNOWN_KIND", (string?)answer.Json["rejected"]![0]!["code"]);
        var stored = Assert.Single(server.Intake.Log.Batches()).Batch;
        Assert.Equal((ulong.MaxValue, "größe", "12"), (stored.Identity.ClientInstanceId, stored.Events[0].Feature, stored.Events[0].Properties[0].Value));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_batch_that_came_by_grpc_is_a_duplicate_when_it_comes_again_by_http(bool asJson)
    {
        await using var server = await IntakeServer.StartAsync();
        var key = server.NewKey(Scopes.Ingest);
        using var grpc = new PublishClient(server.Address, key);
        using var http = new PostingClient(server.HttpAddress, key);
        var request = Intake.Request(1, events: 5);
        Assert.False((await grpc.PublishAsync(request)).Responses.Single().Duplicate);

        var again = asJson ? await http.PostJsonAsync(JsonFormatter.Default.Format(request)) : await http.PublishAsync(request);

        Assert.True(asJson ? (bool)again.Json["duplicate"]! : again.Response.Duplicate);
        Assert.Single(server.Intake.Log.Batches());
        Assert.True((await grpc.PublishAsync(request)).Responses.Single().Duplicate);
    }

    [Theory]
    [InlineData(PostingClient.Protobuf)]
    [InlineData(PostingClient.Json)]
    public async Task A_key_that_does_not_do_is_refused_with_the_words_of_grpc(string type)
    {
        await using var server = await IntakeServer.StartAsync();
        foreach (var (key, code, status) in ((string?, GrpcStatusCode, HttpStatusCode)[])
            [
                (null, GrpcStatusCode.Unauthenticated, HttpStatusCode.Unauthorized),
                ("demo_12345678.wrong", GrpcStatusCode.Unauthenticated, HttpStatusCode.Unauthorized),
                (server.NewKey(Scopes.Read), GrpcStatusCode.PermissionDenied, HttpStatusCode.Forbidden),
            ])
        {
            using var grpc = new PublishClient(server.Address, key);
            using var http = new PostingClient(server.HttpAddress, key);

            var told = await grpc.PublishAsync(Intake.Request(1));
            var answer = await http.PostAsync(Intake.Request(1).ToByteArray(), type);

            Assert.Equal((code, status), (told.Code, answer.Code));
            Assert.Equal(told.Message, type == PostingClient.Json ? (string?)answer.Json["detail"] : answer.Status.Message);
            Assert.Equal((int)code, type == PostingClient.Json ? (int)answer.Json["code"]! : answer.Status.Code);
            Assert.Equal(type == PostingClient.Json ? "application/problem+json" : type, answer.Type);
            Assert.Equal(status == HttpStatusCode.Unauthorized, answer.Headers.ContainsKey("www-authenticate"));
        }

        Assert.Empty(server.Intake.Log.Batches());
    }

    [Fact]
    public async Task A_batch_without_events_is_a_bad_request_that_says_why()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.PublishAsync(new PublishRequest { ClientInstanceId = 1, BatchSequence = 1 });

        Assert.Equal((HttpStatusCode.BadRequest, (int)GrpcStatusCode.InvalidArgument), (answer.Code, answer.Status.Code));
        Assert.StartsWith("events has 0 entries", answer.Status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", PostingClient.Json)]
    [InlineData("[]", PostingClient.Json)]
    [InlineData("{\"events\": 3}", PostingClient.Json)]
    [InlineData("{\"clientInstanceId\": \"x\"}", PostingClient.Json)]
    [InlineData("\xff\xff", PostingClient.Json)]
    [InlineData("hello", PostingClient.Protobuf)]
    public async Task A_body_that_is_no_message_is_a_bad_request(string body, string type)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.PostAsync(Encoding.Latin1.GetBytes(body), type);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
    }

    [Theory]
    [InlineData("{\"x\": ", "1", "}")]
    [InlineData("{\"events\": ", "1", "}")]
    public async Task Json_as_deep_as_a_body_can_be_costs_no_stack(string before, string middle, string after)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        var depth = (MaxBytes - 100) / 2;

        var answer = await client.PostJsonAsync(before + new string('[', depth) + middle + new string(']', depth) + after);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Code);
    }

    [Fact]
    public async Task A_gzip_body_is_inflated_whatever_its_type()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var first = await client.PostGzipAsync(Intake.Request(1, events: 100).ToByteArray());
        var second = await client.PostGzipAsync(Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(Intake.Request(2, events: 100))), PostingClient.Json);

        Assert.Equal((100U, 100), (first.Response.AcceptedCount, (int)second.Json["acceptedCount"]!));
        Assert.Equal(2, server.Intake.Log.Batches().Count);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_by_its_announced_its_real_and_its_inflated_size()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        var large = new byte[MaxBytes + 1];

        var announced = await client.PostAsync(large, PostingClient.Protobuf);
        var counted = await client.SendAsync(HttpMethod.Post, "/v1/publish", message =>
        {
            message.Headers.TransferEncodingChunked = true;
            message.Content = new ByteArrayContent(large);
            message.Content.Headers.ContentType = new(PostingClient.Protobuf);
        });
        var inflated = await client.PostGzipAsync(new byte[50 * MaxBytes]);

        Assert.All([announced, counted, inflated], answer =>
        {
            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, (int)GrpcStatusCode.ResourceExhausted), (answer.Code, answer.Status.Code));
            Assert.Contains($"at most {MaxBytes} are taken", answer.Status.Message, StringComparison.Ordinal);
            Assert.Empty(answer.Status.Details);
        });
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PublishAsync(new PublishRequest())).Code);
    }

    [Fact]
    public async Task Gzip_that_is_cut_off_or_none_is_a_bad_request()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        var whole = PostingClient.Gzip(Intake.Request(1, events: 100).ToByteArray());

        foreach (var body in (byte[][])[whole[..^1], whole[..(whole.Length / 2)], [1, 2, 3], Intake.Request(1).ToByteArray(), []])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(body, PostingClient.Protobuf, "gzip")).Code);
        }

        Assert.Empty(server.Intake.Log.Batches());
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/grpc", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/x-protobuf", "br")]
    public async Task A_form_that_is_not_taken_is_answered_with_those_that_are(string type, string? encoding)
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.PostAsync([1], type, encoding);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "application/problem+json"), (answer.Code, answer.Type));
        Assert.Equal(("application/x-protobuf, application/json", "gzip"), (answer.Headers["accept"], answer.Headers["accept-encoding"]));
    }

    [Fact]
    public async Task Another_method_is_told_which_one_is_taken()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));

        var answer = await client.SendAsync(HttpMethod.Get, "/v1/publish");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (answer.Code, answer.Headers["allow"]));
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Post, "/v1/publish/")).Code);
    }

    [Fact]
    public async Task A_full_log_says_when_to_come_back_in_the_header_and_in_the_body()
    {
        await using var server = await IntakeServer.StartAsync(2 * TestLog.SegmentBytes);
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        HttpAnswer answer;
        var batch = 0UL;
        do
        {
            answer = await client.PublishAsync(Intake.Request(++batch, events: 100));
        }
        while (answer.Code == HttpStatusCode.OK && batch < 1000);

        var asJson = await client.PostJsonAsync(JsonFormatter.Default.Format(Intake.Request(batch, events: 100)));

        Assert.Equal((HttpStatusCode.TooManyRequests, "30", TimeSpan.FromSeconds(30)), (answer.Code, answer.Headers["retry-after"], answer.RetryDelay));
        Assert.Equal((HttpStatusCode.TooManyRequests, "30", 30.0), (asJson.Code, asJson.Headers["retry-after"], (double)asJson.Json["retry_delay_seconds"]!));
    }

    [Fact]
    public async Task A_log_that_takes_nothing_is_unavailable_for_a_second()
    {
        await using var server = await IntakeServer.StartAsync();
        using var client = new PostingClient(server.HttpAddress, server.NewKey(Scopes.Ingest));
        await server.Intake.Log.DisposeAsync();

        var answer = await client.PublishAsync(Intake.Request(1));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1", TimeSpan.FromSeconds(1)), (answer.Code, answer.Headers["retry-after"], answer.RetryDelay));
    }

    [Fact]
    public void What_bodies_hold_is_bounded_and_given_back()
    {
        var budget = new ByteBudget(10_000);
        var small = new BodyBuffer(MaxBytes, budget);
        small.Room();

        var refused = Assert.Throws<GrpcException>(() =>
        {
            using var large = new BodyBuffer(MaxBytes, budget);
            for (var i = 0; i < 10; i++)
            {
                large.Advance(large.Room().Length, "");
            }
        });
        small.Dispose();

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(1)), (refused.Code, refused.RetryDelay));
        Assert.Equal(0, budget.UsedBytes);
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task One_tls_port_serves_grpc_and_http(string version)
    {
        using var certificate = SelfMade.Certificate();
        await using var server = await IntakeServer.StartAsync(certificate: certificate);
        using var client = new PostingClient(server.Address, server.NewKey(Scopes.Ingest)) { Version = Version.Parse(version) };

        Assert.Equal("https", server.Address.Scheme);
        Assert.Equal(1U, (await client.PublishAsync(Intake.Request(1))).Response.AcceptedCount);
        var grpc = await client.SendAsync(HttpMethod.Post, "/cstelemetry.v1.TelemetryCollector/Publish", message =>
        {
            message.Content = new ByteArrayContent([0, 0, 0, 0, 0]);
            message.Content.Headers.ContentType = new("application/grpc");
        });
        Assert.Equal(version == "2.0" ? HttpStatusCode.OK : HttpStatusCode.HttpVersionNotSupported, grpc.Code);
    }
}
