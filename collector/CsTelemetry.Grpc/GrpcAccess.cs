namespace CsTelemetry.Grpc;

/// <summary>Says who may call a method.</summary>
public enum GrpcAccess
{
    /// <summary>Whoever the hook given to <see cref="GrpcMethodTable.AuthoriseWith"/> lets pass. The default.</summary>
    Authorised,

    /// <summary>
    /// Anybody who reaches the port, such as a load balancer that asks for health. A request message is
    /// limited to <see cref="GrpcServerOptions.MaxOpenMethodMessageBytes"/>.
    /// </summary>
    Open,
}
