using System.Collections.Concurrent;
using System.Threading.Channels;
using CsTelemetry.Exporting;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A transport that keeps what it was given and answers from a script; past the script it takes everything.</summary>
internal sealed class ScriptedTransport : IBatchTransport
{
    private readonly ConcurrentQueue<Func<PublishRequest, CancellationToken, Task<AttemptResult>>> _script = new();
    private readonly ConcurrentQueue<ForgetAttempt> _forgets = new();
    private readonly Channel<byte[]> _attempts = Channel.CreateUnbounded<byte[]>();

    public ConcurrentQueue<byte[]> Frames { get; } = new();

    public ScriptedTransport Then(Func<PublishRequest, AttemptResult> answer)
    {
        _script.Enqueue((request, _) => Task.FromResult(answer(request)));
        return this;
    }

    public ScriptedTransport Then(AttemptResult answer) => Then(_ => answer);

    public ScriptedTransport ThenHang()
    {
        _script.Enqueue(async (_, abort) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, abort);
            throw new InvalidOperationException("never reached");
        });
        return this;
    }

    public ScriptedTransport ThenWaitFor(Task gate)
    {
        _script.Enqueue(async (request, abort) =>
        {
            await gate.WaitAsync(abort);
            return Take(request);
        });
        return this;
    }

    public static AttemptResult Take(PublishRequest request) =>
        AttemptResult.Answered(new PublishReply(request.BatchSequence, (uint)request.Events.Count, [], null, false));

    public static AttemptResult Reject(PublishRequest request, params CsTelemetry.Wire.RejectedEvent[] rejected) =>
        AttemptResult.Answered(new PublishReply(request.BatchSequence, (uint)(request.Events.Count - rejected.Length), rejected, "too bad", false));

    /// <summary>Waits for the next attempt and gives what was sent.</summary>
    public async Task<PublishRequest> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return Parse(await _attempts.Reader.ReadAsync(patience.Token));
    }

    public async Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        var bytes = frame.ToArray();
        Frames.Enqueue(bytes);
        await _attempts.Writer.WriteAsync(bytes, abort);
        var request = Parse(bytes);
        return _script.TryDequeue(out var answer) ? await answer(request, abort) : Take(request);
    }

    public ConcurrentQueue<(string User, string? Account)> Orders { get; } = new();

    public void OnForget(params ForgetAttempt[] answers) => Array.ForEach(answers, _forgets.Enqueue);

    public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort)
    {
        Orders.Enqueue((userId, accountId));
        return Task.FromResult(_forgets.TryDequeue(out var answer) ? answer : ForgetAttempt.Taken($"{userId}@{accountId}"));
    }

    public void Dispose()
    {
    }

    public static PublishRequest Parse(byte[] frame) => PublishRequest.Parser.ParseFrom(frame, 5, frame.Length - 5);
}
