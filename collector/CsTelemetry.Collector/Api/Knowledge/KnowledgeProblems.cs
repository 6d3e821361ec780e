using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;
using CsTelemetry.Collector.Knowing.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Says as problem+json why a document was not written.</summary>
internal static class KnowledgeProblems
{
    public static ProblemHttpResult Of(KnowledgeOutcome outcome)
    {
        var (status, title) = outcome.Kind switch
        {
            KnowledgeOutcomeKind.NotFound => (StatusCodes.Status404NotFound, "There is no such document."),
            KnowledgeOutcomeKind.ConditionFailed => (StatusCodes.Status412PreconditionFailed, "The document is not as the call expects."),
            KnowledgeOutcomeKind.LimitReached => (StatusCodes.Status409Conflict, "The tenant has as many as it may have."),
            _ => (StatusCodes.Status400BadRequest, "The document cannot be used."),
        };
        return TypedResults.Problem(
            statusCode: status,
            title: title,
            detail: outcome.Faults[0].Detail,
            extensions: [new("errors", Errors(outcome.Faults))]);
    }

    public static ProblemHttpResult NothingKnown(string what) => TypedResults.Problem(
        statusCode: StatusCodes.Status404NotFound, title: "Nothing is known of it.", detail: $"Nothing was told of {what}, and no event said anything. Ids are case-sensitive.");

    public static IReadOnlyList<DocumentError> Errors(IReadOnlyList<KnowledgeFault> faults) => [.. faults.Select(fault => new DocumentError(fault.Pointer, fault.Detail))];
}
