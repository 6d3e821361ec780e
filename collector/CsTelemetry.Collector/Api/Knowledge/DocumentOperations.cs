using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Describes the operations on documents for the OpenAPI document, and says which scope each needs.</summary>
internal static class DocumentOperations
{
    public static void Reads<T>(this RouteHandlerBuilder operation, DocumentRoute route) => operation
        .RequireAuthorization(route.ReadScope).WithTags(route.Tag).WithName($"get{route.Name}")
        .WithSummary($"What is known of one {Word(route)}, with its ETag. If-None-Match with that ETag is answered 304.")
        .Produces<Known<T>>().Produces(StatusCodes.Status304NotModified).ProducesProblem(StatusCodes.Status404NotFound);

    public static void Replaces<T>(this RouteHandlerBuilder operation, DocumentRoute route)
        where T : notnull => operation
        .Writes(route).WithName($"put{route.Name}")
        .WithSummary($"Replaces what was told of one {Word(route)}. The same document once more changes nothing. If-Match with its ETag writes only if it is still so, If-None-Match: * only if there is none; of several who do so at once, through whichever collectors, one is taken, the others are answered 412.")
        .Accepts<T>("application/json").Produces<Known<T>>().Produces<Known<T>>(StatusCodes.Status201Created).Fails();

    public static void Merges<T>(this RouteHandlerBuilder operation, DocumentRoute route)
        where T : notnull => operation
        .Writes(route).WithName($"patch{route.Name}")
        .WithSummary($"Changes members of what was told of one {Word(route)}: null takes a member away, what is not mentioned stays. Lists and maps are replaced whole.")
        .Accepts<T>("application/merge-patch+json", "application/json").Produces<Known<T>>().Produces<Known<T>>(StatusCodes.Status201Created).Fails();

    public static void Removes(this RouteHandlerBuilder operation, DocumentRoute route) => operation
        .Writes(route).WithName($"delete{route.Name}")
        .WithSummary($"Takes away what was told of one {Word(route)}; what events say, and the history, stay.")
        .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed);

    public static void Remembers<T>(this RouteHandlerBuilder operation, DocumentRoute route) => operation
        .RequireAuthorization(route.ReadScope).WithTags(route.Tag).WithName($"get{route.Name}History")
        .WithSummary($"Every version of what was known of one {Word(route)}, the newest first: what, when, by whom.")
        .Produces<KnownPage<KnownVersion<T>>>().ProducesProblem(StatusCodes.Status404NotFound);

    public static void ReplacesMany<T>(this RouteHandlerBuilder operation, DocumentRoute route) => operation
        .Writes(route).WithName($"put{route.Name}s")
        .WithSummary("Replaces what was told of 1 to 1,000 of them. Each that can be is written and the others are refused, each with its reasons; with `atomic=true` all or none are.")
        .Accepts<BulkRequest<T>>("application/json").Produces<BulkAnswer>().ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    public static void ReplacesPart<T>(this RouteHandlerBuilder operation, string name, string summary)
        where T : notnull => operation
        .RequireAuthorization(Scopes.CatalogWrite).WithTags("Accounts").WithName(name).WithSummary(summary)
        .Accepts<T>("application/json").Produces<Known<Knowing.Documents.AccountDocument>>().Produces<Known<Knowing.Documents.AccountDocument>>(StatusCodes.Status201Created).Fails();

    public static void Lists<T>(this RouteHandlerBuilder operation, string name, string scope) => operation
        .RequireAuthorization(scope).WithTags("Knowledge").WithName(name)
        .WithSummary("What is known, by id. With `updated_since`, only what was changed or taken away at that moment (RFC 3339) or later; both documents of what was taken away are null.")
        .Produces<KnownPage<Known<T>>>();

    private static RouteHandlerBuilder Writes(this RouteHandlerBuilder operation, DocumentRoute route) => operation.RequireAuthorization(Scopes.CatalogWrite).WithTags(route.Tag);

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder operation) => operation
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static string Word(DocumentRoute route) => route.Name.ToLowerInvariant();
}
