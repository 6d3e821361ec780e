using System.Text;
using CsTelemetry.Testing.Reading;
using CsTelemetry.Wire;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Testing.Serving;

/// <summary>Answers calls by the script. Safe for any number of threads.</summary>
internal sealed class CallHandler(AnswerScript script, Store store, CancellationToken stopping)
{
    private static readonly GrpcReplyWriter Grpc = new();
    private static readonly HttpReplyWriter Http = new();
    private int _calls;
    private List<(string UserId, string? AccountId)> _forgotten = [];

    /// <summary>Gets or sets the only key that is let in; null for every key.</summary>
    public string? ApiKey { get; set; }

    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyList<(string UserId, string? AccountId)> Forgotten => Volatile.Read(ref _forgotten);

    public Task AnswerAsync(HttpContext call) => call.Request.Path.Value switch
    {
        "/cstelemetry.v1.TelemetryCollector/Publish" => AnswerAsync(call, Grpc, PublishAsync),
        "/cstelemetry.v1.TelemetryCollector/Forget" => AnswerAsync(call, Grpc, ForgetAsync),
        "/v1/publish" => AnswerAsync(call, Http, PublishAsync),
        "/v1/forget" => AnswerAsync(call, Http, ForgetAsync),
        _ => NotFound(call),
    };

    private async Task AnswerAsync(HttpContext call, IReplyWriter reply, Func<HttpContext, IReplyWriter, CollectorAnswer, byte[], Task> take)
    {
        Interlocked.Increment(ref _calls);
        var answer = script.Take();
        switch (answer.Form)
        {
            case AnswerForm.Hang:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, stopping))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                call.Abort();
                return;
            case AnswerForm.Reset:
                call.Abort();
                return;
            case AnswerForm.Unauthenticated:
                await reply.RefuseAsync(call, GrpcCodes.Unauthenticated, "unknown key", default).ConfigureAwait(false);
                return;
            default:
                await ReadAndAnswerAsync(call, reply, answer, take).ConfigureAwait(false);
                return;
        }
    }

    private async Task ReadAndAnswerAsync(
        HttpContext call, IReplyWriter reply, CollectorAnswer answer, Func<HttpContext, IReplyWriter, CollectorAnswer, byte[], Task> take)
    {
        if (ApiKey is { } key && call.Request.Headers.Authorization != $"Bearer {key}")
        {
            await reply.RefuseAsync(call, GrpcCodes.Unauthenticated, "unknown key", default).ConfigureAwait(false);
            return;
        }

        byte[] message;
        try
        {
            message = await RequestBody.ReadAsync(call.Request, reply.IsGrpc).ConfigureAwait(false);
        }
        catch (InvalidDataException broken)
        {
            await reply.RefuseAsync(call, GrpcCodes.InvalidArgument, broken.Message, default).ConfigureAwait(false);
            return;
        }

        await take(call, reply, answer, message).ConfigureAwait(false);
    }

    private async Task PublishAsync(HttpContext call, IReplyWriter reply, CollectorAnswer answer, byte[] message)
    {
        if (BatchReader.Read(message) is not { ClientInstanceId: not 0, BatchSequence: not 0, Events.Count: > 0 } batch)
        {
            await reply.RefuseAsync(call, GrpcCodes.InvalidArgument, "not a batch", default).ConfigureAwait(false);
            return;
        }

        if (answer.Form is AnswerForm.Unavailable or AnswerForm.ResourceExhausted or AnswerForm.OkWithoutTrailers)
        {
            store.Note(batch);
            await RefuseAsync(call, reply, answer, Replies.Published(new(batch.BatchSequence, batch.Events.Count, [], default, false))).ConfigureAwait(false);
            return;
        }

        if (answer.Delay > TimeSpan.Zero)
        {
            await Task.Delay(answer.Delay, TimeProvider.System, call.RequestAborted).ConfigureAwait(false);
        }

        var receipt = store.Take(batch, answer);
        if (answer.Form == AnswerForm.LoseReply)
        {
            call.Abort();
            return;
        }

        await reply.OkAsync(call, Replies.Published(receipt)).ConfigureAwait(false);
    }

    private async Task ForgetAsync(HttpContext call, IReplyWriter reply, CollectorAnswer answer, byte[] message)
    {
        if (answer.Form is AnswerForm.Unavailable or AnswerForm.ResourceExhausted or AnswerForm.OkWithoutTrailers)
        {
            await RefuseAsync(call, reply, answer, Replies.Forgotten("none")).ConfigureAwait(false);
            return;
        }

        var (user, account) = ReadForget(message);
        lock (script)
        {
            _forgotten = [.. _forgotten, (user, account)];
        }

        if (answer.Form == AnswerForm.LoseReply)
        {
            call.Abort();
            return;
        }

        await reply.OkAsync(call, Replies.Forgotten($"receipt-{Forgotten.Count}")).ConfigureAwait(false);
    }

    private static Task RefuseAsync(HttpContext call, IReplyWriter reply, CollectorAnswer answer, byte[] lie) => answer.Form switch
    {
        AnswerForm.Unavailable => reply.RefuseAsync(call, GrpcCodes.Unavailable, "unavailable by the script", answer.Delay),
        AnswerForm.ResourceExhausted => reply.RefuseAsync(call, GrpcCodes.ResourceExhausted, "exhausted by the script", answer.Delay),
        _ => reply.LieAsync(call, lie),
    };

    private static (string UserId, string? AccountId) ReadForget(byte[] message)
    {
        var reader = new ProtoReader(message);
        string user = "", account = "";
        while (!reader.AtEnd && reader.TryTag(out var field, out var wire) && wire == 2 && reader.TryBytes(out var bytes))
        {
            var text = Encoding.UTF8.GetString(bytes);
            (user, account) = field == 1 ? (text, account) : (user, text);
        }

        return (user, account.Length == 0 ? null : account);
    }

    private static Task NotFound(HttpContext call)
    {
        call.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
