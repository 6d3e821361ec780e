using CsTelemetry.Grpc.Tests.Client;
using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Grpc.Tests.Raw;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc.Tests.Calls;

public sealed class EndOfCallTests
{
    private const uint ResetCancel = 8;

    // Trap 13.
    [Fact]
    public async Task A_stream_reset_in_the_middle_of_a_message_is_a_cancelled_call_and_no_failure()
    {
        var time = new HandMovedTime();
        await using var host = await TestHost.StartAsync(new() { Time = time });
        using var raw = await RawConnection.WarmAsync(host);
        var stream = await raw.OpenAsync(EchoService.Duplex);
        await raw.SendDataAsync(stream, Frames.OfBytes(new byte[1000])[..^1]);
        await time.WhenTimerIsSet(TimeSpan.FromSeconds(60));

        await raw.ResetAsync(stream, ResetCancel);

        Assert.Equal((EchoService.Duplex, "Cancelled"), await host.Calls.NextAsync());
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
        Assert.Equal(0, host.Budget.UsedBytes);
    }

    // Trap 13.
    [Fact]
    public async Task A_client_that_cancels_a_waiting_call_cancels_its_handler()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Wait);
        await call.WriteAsync(Frames.OfBytes(1));
        call.HalfClose();
        await host.Echo.NextEnteredAsync();

        await call.CancelAsync();

        Assert.Equal((EchoService.Wait, "Cancelled"), await host.Calls.NextAsync());
        Assert.DoesNotContain(host.Logs.Entries, entry => entry.Level >= LogLevel.Warning);
        Assert.Equal(GrpcStatusCode.Ok, (await client.CallAsync(EchoService.Unary, Frames.OfBytes(1))).Code);
    }

    [Fact]
    public async Task A_client_that_cancels_after_the_first_answer_ends_the_stream()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);
        await call.WriteAsync(Frames.OfBytes(1));
        Assert.NotNull(await call.ReadAsync());

        await call.CancelAsync();

        Assert.Equal((EchoService.Duplex, "Cancelled"), await host.Calls.NextAsync());
    }

    [Fact]
    public async Task A_connection_that_breaks_cancels_its_calls()
    {
        await using var host = await TestHost.StartAsync();
        var raw = await RawConnection.WarmAsync(host);
        var stream = await raw.OpenAsync(EchoService.Wait);
        await raw.SendDataAsync(stream, Frames.OfBytes(1), endStream: true);
        var call = await host.Echo.NextEnteredAsync();

        raw.Dispose();

        Assert.Equal((EchoService.Wait, "Cancelled"), await host.Calls.NextAsync());
        Assert.True(call.CancellationToken.IsCancellationRequested);
    }

    // Trap 14.
    [Fact]
    public async Task A_stop_ends_live_streams_as_unavailable_and_does_not_wait_for_them()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open(EchoService.Duplex);
        await call.WriteAsync(Frames.OfBytes(1));
        Assert.NotNull(await call.ReadAsync());

        var stopping = host.StopAsync();
        var answer = await call.EndAsync();

        Assert.Equal(GrpcStatusCode.Unavailable, answer.Code);
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    // Trap 14.
    [Fact]
    public async Task A_stop_lets_a_stream_answer_what_it_has_read()
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TestHost.StartAsync(new() { Methods = table => AnswersWhenReadingEnds(table, read) });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open("/test.Late/Run");
        await call.WriteAsync(Frames.OfText("kept"));
        await read.Task.WaitAsync(TimeSpan.FromSeconds(20));

        host.Lifetime.StopApplication();
        var answer = await call.EndAsync();

        Assert.Equal("kept", Assert.Single(answer.Messages).EchoedText);
        Assert.Equal(GrpcStatusCode.Unavailable, answer.Code);
    }

    [Fact]
    public async Task A_stream_that_ignores_a_stop_is_cancelled_after_the_grace()
    {
        var time = new HandMovedTime();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await TestHost.StartAsync(new() { Time = time, Methods = table => IgnoresReading(table, entered) });
        using var client = await TestClient.WarmAsync(host);
        using var call = client.Open("/test.Deaf/Run");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));

        host.Lifetime.StopApplication();
        await time.WhenTimerIsSet(TimeSpan.FromSeconds(3));
        Assert.Equal(1, host.ActiveCalls.Count);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(GrpcStatusCode.Unavailable, (await call.EndAsync()).Code);
    }

    // Trap 16.
    [Fact]
    public async Task The_text_of_an_exception_is_logged_and_never_sent()
    {
        await using var host = await TestHost.StartAsync();
        using var client = await TestClient.WarmAsync(host);

        var answer = await client.CallAsync(EchoService.Throw, Frames.OfText("the password"));

        Assert.Equal((GrpcStatusCode.Unknown, "The call failed on the server; its log has the cause."), (answer.Code, answer.Message));
        Assert.True(answer.IsTrailersOnly);
        Assert.Null(answer.RawDetails);
        Assert.Contains(host.Logs.Entries, entry => entry is { Level: LogLevel.Error, Id: 2001 } && entry.Text.Contains("the password", StringComparison.Ordinal));
    }

    private static void AnswersWhenReadingEnds(GrpcMethodTable table, TaskCompletionSource read)
    {
        var text = GrpcMarshaller.ForProtobuf(Google.Protobuf.WellKnownTypes.StringValue.Parser);
        table.AddDuplex("/test.Late/Run", text, text, async call =>
        {
            var first = await call.ReadAsync();
            read.SetResult();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call.ReadAsync());
            await call.WriteAsync(first.Message);
        });
    }

    private static void IgnoresReading(GrpcMethodTable table, TaskCompletionSource entered)
    {
        var text = GrpcMarshaller.ForProtobuf(Google.Protobuf.WellKnownTypes.StringValue.Parser);
        table.AddDuplex("/test.Deaf/Run", text, text, async call =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.Call.CancellationToken);
        });
    }
}
