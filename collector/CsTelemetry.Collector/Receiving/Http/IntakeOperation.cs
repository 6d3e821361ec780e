using Google.Protobuf.Reflection;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>What the document of the API says of a call of the contract.</summary>
/// <param name="Path">The path that is posted to.</param>
/// <param name="Id">Names the operation for generated clients.</param>
/// <param name="Tag">The operations that it stands among.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Request">The message that is sent.</param>
/// <param name="Response">The message that is answered.</param>
/// <param name="Answered">What an answer means.</param>
/// <param name="Refusals">The statuses of refusals beside those that all calls have.</param>
internal sealed record IntakeOperation(
    string Path, string Id, string Tag, string Summary, MessageDescriptor Request, MessageDescriptor Response, string Answered, IReadOnlyList<(int Status, string Description)> Refusals);
