using CsTelemetry.Collector.Tenancy;
using Google.Protobuf;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>One method of the contract as a POST: the same handler as over gRPC. Thread-safe.</summary>
/// <param name="Path">The path.</param>
/// <param name="Scope">The scope that the key must have.</param>
/// <param name="ForBrowsers">Whether web pages of the allowed origins may post it.</param>
/// <param name="Parser">The request's own parser.</param>
/// <param name="Handle">Handles a request; a GrpcException it throws is told to the caller.</param>
internal sealed record HttpCall<TRequest, TResponse>(
    string Path, string Scope, bool ForBrowsers, MessageParser<TRequest> Parser, Func<TRequest, Caller, Task<TResponse>> Handle) : IHttpCall
    where TRequest : IMessage<TRequest>, new()
    where TResponse : IMessage<TResponse>
{
    public async Task<byte[]> AnswerAsync(ReadOnlyMemory<byte> message, MessageForm form, Caller caller) =>
        MessageText.Write(await Handle(MessageText.Read(Parser, message.Span, form), caller), form);
}
