namespace CsTelemetry.Testing.Serving;

/// <summary>Names what a fake collector can do with a call.</summary>
internal enum AnswerForm
{
    Accept,
    Unauthenticated,
    Unavailable,
    ResourceExhausted,
    Hang,
    Reset,
    OkWithoutTrailers,
    LoseReply,
}
